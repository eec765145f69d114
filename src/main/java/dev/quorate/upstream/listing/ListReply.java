package dev.quorate.upstream.listing;

import dev.quorate.kernel.call.ModelLists.Asked;
import dev.quorate.kernel.call.ModelLists.Fault;
import dev.quorate.kernel.call.ModelLists.Listed;
import dev.quorate.kernel.call.ModelLists.Unlisted;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import dev.quorate.upstream.wire.Refusals;
import dev.quorate.upstream.wire.WireJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a reply to the question for a list says of the provider. Its own words are not repeated. */
final class ListReply {
  private static final Refusals REFUSALS = new Refusals(WireJson.MAPPER);

  private final RawReply raw;
  private final ProviderTarget target;
  private final Duration latency;

  private ListReply(RawReply raw, ProviderTarget target, Duration latency) {
    this.raw = raw;
    this.target = target;
    this.latency = latency;
  }

  static Asked read(RawReply raw, ProviderTarget target, Duration latency) {
    return new ListReply(raw, target, latency).read();
  }

  private Asked read() {
    int status = raw.status();
    if (raw.isSuccess()) {
      return body();
    }
    if (status >= 300 && status < 400) {
      return unlisted(
          Fault.REDIRECT,
          "The server redirects to another address, where the credential is not sent: give that"
              + " address as base_url.");
    }
    return switch (status) {
      case 404, 405, 410, 501 ->
          unlisted(
              Fault.NO_LIST,
              "The server answers, and has no list of models at base_url + '/models': the"
                  + " credential is not proven. Some servers have none; a wrong path in base_url"
                  + " looks the same.");
      default -> refused(status);
    };
  }

  private Asked refused(int status) {
    return switch (REFUSALS.of(raw, target).kind()) {
      case CREDENTIAL -> unlisted(Fault.CREDENTIAL_REFUSED, credentialSentence(status));
      case RATE_LIMITED ->
          unlisted(Fault.RATE_LIMITED, "The provider is asked too often for now: try again later.");
      case REJECTED ->
          unlisted(
              Fault.REJECTED,
              "The provider takes the question for its models for an invalid one: is the dialect"
                  + " right?");
      default -> unlisted(Fault.PROVIDER_ERROR, "The provider failed.");
    };
  }

  private String credentialSentence(int status) {
    if (target.credential() == null) {
      return "The provider wants a credential, and none is stored.";
    }
    return switch (status) {
      case 402 -> "The provider asks for payment before it answers.";
      case 403 ->
          "The provider refuses its list to the stored credential, which may be one of few rights"
              + " and good for calls.";
      default -> "The provider refuses the stored credential.";
    };
  }

  private Asked body() {
    if (raw.ending() == Ending.CUT) {
      return unlisted(Fault.BROKEN_REPLY, "The connection broke within the list.");
    }
    ListedNames listed = raw.ending() == Ending.TOO_LARGE ? null : names();
    if (listed == null) {
      return unlisted(
          Fault.NOT_A_LIST,
          "What the server answers is no list of models as the dialect "
              + target.dialect().wire()
              + " has it: is base_url right, and the dialect?");
    }
    return new Listed(listed.names(), listed.whole(), raw.status(), latency);
  }

  private @Nullable ListedNames names() {
    try {
      JsonNode body = raw.isEncoded() ? null : WireJson.MAPPER.readTree(raw.body());
      return body == null ? null : ListedNames.of(target.dialect(), body);
    } catch (JacksonException nonsense) {
      return null;
    }
  }

  private Asked unlisted(Fault fault, String sentence) {
    return new Unlisted(fault, raw.status(), latency, sentence);
  }
}
