package dev.quorate.inference.idempotency;

import dev.quorate.http.Document;
import dev.quorate.http.EventStream;
import dev.quorate.http.Headers;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.idempotency.IdempotencyKeys;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyClaim;
import dev.quorate.runs.idempotency.KeyUse;
import dev.quorate.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Answers a repeated request with what the first one ended in. Without an {@code Idempotency-Key}
 * none of this costs anything.
 */
@Singleton
public class Repeats {
  /** The header. */
  public static final String HEADER = "Idempotency-Key";

  /** What the API's description says of it. */
  public static final String DESCRIPTION =
      "Makes the request safe to send again for 24 hours: a repetition with the same body is told"
          + " what the first one ended in. A request with a key runs on when its client leaves.";

  /** Said of a reply that was given before. */
  static final String REPLAYED = "idempotent-replayed";

  private static final int LONGEST_KEY = 255;
  private static final int TRIES = 3;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
  private static final Duration UNUSED = Duration.ofMinutes(1);
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final IdempotencyKeys keys;
  private final Endings endings;
  private final LeftRuns left;
  private final Json json;

  @Inject
  Repeats(IdempotencyKeys keys, Endings endings, LeftRuns left, Json json) {
    this.keys = keys;
    this.endings = endings;
    this.left = left;
    this.json = json;
  }

  /** The body as it is to be read; null for a request without a key. */
  public @Nullable KeyedBody keyed(RequestHead head, InputStream body) {
    return head.header(HEADER).map(key -> new KeyedBody(head, key, body)).orElse(null);
  }

  /**
   * Runs the work if its key is free, and tells what it ended in otherwise.
   *
   * @param body read to its end
   * @param path the endpoint's, {@code /v1/responses}
   * @throws GatewayException INVALID_VALUE, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE,
   *     REPLAY_UNAVAILABLE, and whatever the work throws, which then has not used the key
   */
  public Reply once(KeyedBody body, String path, Caller caller, Function<KeyedRun, Reply> work) {
    KeyUse use = use(body, path, caller);
    for (int tried = 1; tried <= TRIES; tried++) {
      switch (keys.claim(use)) {
        case KeyClaim.Granted _ -> {
          return run(use, work);
        }
        case KeyClaim.OtherBody _ ->
            throw ErrorCode.IDEMPOTENCY_KEY_REUSED.because(
                HEADER, "This Idempotency-Key came with another body before.");
        case KeyClaim.Running _ -> throw inUse();
        case KeyClaim.Ended ended -> {
          Reply again = again(ended, caller);
          if (again != null) {
            return marked(again, ended.request());
          }
          keys.free(use, ended.request());
        }
      }
    }
    throw inUse();
  }

  private static KeyUse use(KeyedBody body, String path, Caller caller) {
    if (body.key().isEmpty() || body.key().length() > LONGEST_KEY) {
      throw ErrorCode.INVALID_VALUE.because(
          HEADER, "'Idempotency-Key' must have 1 to " + LONGEST_KEY + " characters.");
    }
    return new KeyUse(
        caller.workspace(),
        caller.key(),
        "POST",
        body.head().isOpenRouters() ? "/api" + path : path,
        body.keyHash(),
        body.bodyHash(),
        body.head().id());
  }

  // Errors too: a key that nobody frees would be taken for a day.
  @SuppressWarnings("CatchingUnchecked")
  private Reply run(KeyUse use, Function<KeyedRun, Reply> work) {
    KeyedRun run = new KeyedRun(use, endings);
    try {
      return work.apply(run);
    } catch (RuntimeException | Error refused) {
      run.refused();
      throw refused;
    }
  }

  private static GatewayException inUse() {
    return ErrorCode.IDEMPOTENCY_KEY_IN_USE
        .because(HEADER, "The first request with this Idempotency-Key is still running.")
        .retryAfter(TRY_AGAIN);
  }

  /** Null where the first request may be made anew. */
  private @Nullable Reply again(KeyClaim.Ended ended, Caller caller) {
    KeptEnding ending = ended.ending();
    if (ending == null) {
      throw unavailable(ended.request());
    }
    Map<String, String> headers = json.mapper().readValue(ending.headers(), TEXTS);
    byte[] body = ending.body().reveal();
    return switch (ending.form()) {
      case WHOLE -> new Reply(ending.status(), new Document("application/json", body), headers);
      case STREAM ->
          new Reply(
              ending.status(),
              RecordedStream.again(new EventStream(UNUSED, () -> {}), body),
              headers);
      case BACKGROUND, BACKGROUND_STREAM ->
          switch (left.standing(
              caller, ended.request(), ending.form() == KeptEnding.Form.BACKGROUND_STREAM)) {
            case LeftRuns.Standing.Told told ->
                new Reply(told.reply().status(), told.reply().body(), headers);
            case LeftRuns.Standing.GivenUp _ -> null;
            case LeftRuns.Standing.Gone _ -> throw unavailable(ended.request());
          };
    };
  }

  private static GatewayException unavailable(RequestId first) {
    return ErrorCode.REPLAY_UNAVAILABLE.because(
        HEADER,
        "This request ran before and is not run again; its reply is not kept. Its receipt is "
            + first.asRequest()
            + ", see GET /v1/usage/requests/"
            + first.asRequest()
            + ".");
  }

  private static Reply marked(Reply reply, RequestId first) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put(Headers.REQUEST_ID, first.asRequest());
    headers.put(REPLAYED, "true");
    return new Reply(reply.status(), reply.body(), headers);
  }
}
