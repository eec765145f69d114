package dev.quorate.upstream.wire;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.FailureKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Types a server's refusal. Its own words reach the caller only where they are about the caller's
 * request; about our account or its health the caller hears ours.
 */
public final class Refusals {
  private static final int MAX_WORDS = 500;

  private final JsonMapper mapper;

  public Refusals(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** A reply with an error status. */
  public Failed of(RawReply raw, ProviderTarget target) {
    JsonNode body = parsed(raw);
    FailureKind kind = kind(raw.status());
    if (kind == FailureKind.REJECTED && isAboutOurAccount(body.path("error"))) {
      kind = FailureKind.CREDENTIAL;
    }
    String words = kind == FailureKind.REJECTED ? words(body, target) : null;
    return failed(kind, raw, words);
  }

  /** An error object inside a reply with a good status. */
  public Failed inside(JsonNode error, RawReply raw, ProviderTarget target) {
    FailureKind kind = isAboutOurAccount(error) ? FailureKind.CREDENTIAL : kind(error);
    String words = kind == FailureKind.REJECTED ? words(error, target) : null;
    return failed(kind, raw, words);
  }

  private static FailureKind kind(int status) {
    return switch (status) {
      case 400, 413, 422 -> FailureKind.REJECTED;
      case 401, 402, 403 -> FailureKind.CREDENTIAL;
      case 429 -> FailureKind.RATE_LIMITED;
      case 502, 503, 529 -> FailureKind.OVERLOADED;
      default -> FailureKind.PROVIDER_ERROR;
    };
  }

  private static FailureKind kind(JsonNode error) {
    JsonNode code = error.path("code");
    if (code.isIntegralNumber() && code.canConvertToInt()) {
      return kind(code.intValue());
    }
    FailureKind byCode = kind(code.asString(""));
    return byCode == FailureKind.PROVIDER_ERROR ? kind(error.path("type").asString("")) : byCode;
  }

  private static FailureKind kind(String word) {
    return switch (word) {
      case "400",
          "413",
          "422",
          "invalid_request_error",
          "request_too_large",
          "context_length_exceeded",
          "invalid_prompt" ->
          FailureKind.REJECTED;
      case "401",
          "402",
          "403",
          "invalid_api_key",
          "insufficient_quota",
          "authentication_error",
          "billing_error",
          "permission_error" ->
          FailureKind.CREDENTIAL;
      case "429", "rate_limit_exceeded", "rate_limit_error" -> FailureKind.RATE_LIMITED;
      case "502",
          "503",
          "529",
          "overloaded",
          "overloaded_error",
          "server_is_overloaded",
          "service_unavailable",
          "slow_down" ->
          FailureKind.OVERLOADED;
      // OpenAI's Responses have a dozen codes for pictures it cannot or will not look at.
      default -> word.contains("image") ? FailureKind.REJECTED : FailureKind.PROVIDER_ERROR;
    };
  }

  /** Google and Anthropic answer 400 where the key is wrong or the credit is used up. */
  private static boolean isAboutOurAccount(JsonNode error) {
    String message = error.path("message").asString("");
    return error
            .path("details")
            .valueStream()
            .anyMatch(detail -> detail.path("reason").asString("").startsWith("API_KEY_"))
        || message.contains("credit balance is too low");
  }

  /** The body, or a missing node where it is no JSON; Google may wrap it in an array. */
  private JsonNode parsed(RawReply raw) {
    try {
      JsonNode body = mapper.readTree(raw.body());
      if (body == null) {
        return MissingNode.getInstance();
      }
      return body.isArray() ? body.path(0) : body;
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Failed failed(FailureKind kind, RawReply raw, @Nullable String words) {
    int status = raw.status();
    String sentence =
        switch (kind) {
          case REJECTED -> "The provider refused the request as invalid (status " + status + ").";
          case CREDENTIAL -> "The provider refused the gateway's account (status " + status + ").";
          case RATE_LIMITED -> "The provider refused for its rate limit (status " + status + ").";
          default -> "The provider failed (status " + status + ").";
        };
    String message = words == null ? sentence : sentence + " It says: " + words;
    return new Failed(kind, status, message, raw.retryAfter());
  }

  /** OpenAI's shape, Ollama's, FastAPI's; cut short, one line, without our key or its address. */
  private static @Nullable String words(JsonNode body, ProviderTarget target) {
    JsonNode[] places = {
      body, body.path("error"), body.at("/error/message"), body.path("message"), body.path("detail")
    };
    for (JsonNode place : places) {
      if (place.isString() && !place.stringValue().isBlank()) {
        return clean(place.stringValue(), target);
      }
    }
    return null;
  }

  private static String clean(String words, ProviderTarget target) {
    String shown = words;
    Sensitive<String> credential = target.credential();
    if (credential != null && !credential.reveal().isEmpty()) {
      shown = shown.replace(credential.reveal(), "[key]");
    }
    String host = target.baseUri().getHost();
    if (host != null) {
      shown = shown.replace(host, "[provider]");
    }
    shown = shown.replaceAll("\\p{Cntrl}+", " ").strip();
    return shown.substring(0, Math.min(shown.length(), MAX_WORDS));
  }
}
