package dev.quorate.inference;

import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.ErrorBody;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reply of a request whose calls were opened.
 *
 * @param allowances headers that say what the caller has left, as they stand when asked
 */
public record RunReply(
    Ask ask,
    RequestHead head,
    Attribution payer,
    String model,
    Supplier<Map<String, String>> allowances) {
  /** Clients honour Retry-After on 429 and 503; this is for a provider that named no time. */
  private static final String UNNAMED_WAIT_SECONDS = "1";

  /** The answer. */
  Reply answered(RunOutcome outcome, FinishedRun finished) {
    return new Reply(200, ask.shape().answer(finished), headers(outcome));
  }

  /** The error with what the calls came to. */
  Reply failed(RunOutcome outcome, RunOutcome.Ending.Failure failure) {
    return failed(outcome, failure, headers(outcome));
  }

  private Map<String, String> headers(RunOutcome outcome) {
    Map<String, String> headers = new HashMap<>(allowances.get());
    headers.put("x-cost-usd", outcome.total().wire().toPlainString());
    headers.put(
        "x-gateway-overhead-ms", Reports.millis(overhead(outcome.timing())).toPlainString());
    if (outcome.plan().isFusion()) {
      headers.put("x-fusion-run-id", head.id().asRun());
      headers.put("x-fusion-status", outcome.ending().status().wire());
    }
    return headers;
  }

  /** A fault of ours after calls were opened; the log has the story. */
  Reply broken() {
    return new Reply(
        ErrorCode.INTERNAL_ERROR.status(), brokenBody(), Map.of("x-should-retry", "false"));
  }

  /** The body of the same. */
  public FailedReply brokenBody() {
    ErrorBody.Cause cause =
        cause(
            ErrorCode.INTERNAL_ERROR,
            "The gateway failed. Quote the request id when you report it.");
    return new FailedReply(cause, head.id().asRequest(), null, null);
  }

  /** An answered run as its shape or script needs it. */
  public FinishedRun finished(
      RunOutcome outcome, RunOutcome.Ending.Answer answer, Instant finishedAt) {
    return new FinishedRun(
        head.id(),
        head.receivedAt(),
        finishedAt,
        model,
        answer,
        outcome.usage(),
        outcome.total(),
        report(outcome),
        FusionResults.of(outcome),
        ask.warnings());
  }

  /** An error with what the calls came to. */
  public FailedReply failure(RunOutcome outcome, RunOutcome.Ending.Failure failure) {
    return new FailedReply(
        cause(failure.code(), failure.message()),
        head.id().asRequest(),
        ask.shape().usage(outcome.usage(), outcome.total()),
        report(outcome));
  }

  boolean isFusion() {
    return ask.fusion() != null || ask.turn() != null;
  }

  /** What a streamed reply says before its first event. */
  public Map<String, String> streamHeaders() {
    Map<String, String> headers = new HashMap<>(allowances.get());
    if (isFusion()) {
      headers.put("x-fusion-run-id", head.id().asRun());
    }
    return headers;
  }

  private @Nullable FusionReport report(RunOutcome outcome) {
    return Reports.of(outcome, ask, overhead(outcome.timing()));
  }

  private Reply failed(
      RunOutcome outcome, RunOutcome.Ending.Failure failure, Map<String, String> headers) {
    if (outcome.lines().stream().anyMatch(l -> l.ending().outcome() != CallOutcome.NOT_SENT)) {
      // Calls ran and are billed; a client's own retry would run and bill them again.
      headers.put("x-should-retry", "false");
    }
    Duration wait = failure.retryAfter();
    if (wait != null) {
      headers.put("retry-after", Long.toString(wholeSeconds(wait)));
    } else if (failure.code().status() == 429 || failure.code().status() == 503) {
      headers.put("retry-after", UNNAMED_WAIT_SECONDS);
    }
    return new Reply(failure.code().status(), failure(outcome, failure), headers);
  }

  private static ErrorBody.Cause cause(ErrorCode code, String message) {
    return new ErrorBody.Cause(message, code.type(), code.code(), null);
  }

  /** Arrival to now, less the time in which providers were waited for. */
  private Duration overhead(RunOutcome.Timing timing) {
    Duration whole = Duration.ofNanos(System.nanoTime() - head.arrivedNanos());
    return whole.minus(timing.panel()).minus(timing.judge()).minus(timing.outer());
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
