package dev.quorate.upstream.attempt;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says of what came back how the run and the ledger shall read it. */
final class Accounted implements UpstreamCall {
  private static final Logger LOG = System.getLogger(Accounted.class.getName());
  private static final UsageTable.Entry NOTHING =
      new UsageTable.Entry(TokenUsage.ZERO, UsageSource.NONE);

  private final Wire wire;
  private final UsageTable usage;

  Accounted(Wire wire, UsageTable usage) {
    this.wire = wire;
    this.usage = usage;
  }

  @Override
  public Attempt send(Order order) {
    Sent sent = wire.send(order);
    Attempt attempt =
        switch (sent) {
          case Sent.Arrived arrived -> arrived(order, arrived);
          case Sent.Lost lost -> lost(order, lost);
        };
    Reason reason = sent.givenUp();
    Attempt told = reason == null ? attempt : attempt.givenUp(reason);
    log(order, told);
    return told;
  }

  private Attempt arrived(Order order, Sent.Arrived arrived) {
    Exchange exchange = arrived.exchange();
    UsageTable.Entry entry = usage.of(order, exchange);
    CallEnding ending =
        new CallEnding(
            outcome(exchange),
            entry.tokens(),
            entry.source(),
            exchange.status(),
            exchange.requestId(),
            arrived.latency(),
            arrived.firstToken());
    // Also under a 200, where an error takes the place of the first word.
    boolean again =
        exchange.result() instanceof Failed failed
            && RetryPolicy.asksToComeAgain(failed.kind())
            && exchange.receivedText().isEmpty();
    return new Attempt(exchange.result(), ending, again);
  }

  private static CallOutcome outcome(Exchange exchange) {
    if (exchange.result() instanceof CallResult.Answered) {
      return CallOutcome.OK;
    }
    return exchange.whole() ? CallOutcome.ERROR : CallOutcome.TRUNCATED;
  }

  private Attempt lost(Order order, Sent.Lost lost) {
    TransportFault fault = lost.fault();
    UsageTable.Entry entry = fault.sent() ? usage.cut(order, "") : NOTHING;
    CallOutcome outcome = fault.sent() ? CallOutcome.ERROR : CallOutcome.NOT_SENT;
    CallEnding ending =
        new CallEnding(outcome, entry.tokens(), entry.source(), null, null, lost.latency(), null);
    Failed failed = new Failed(fault.kind(), null, fault.sentence(), null);
    return new Attempt(failed, ending, fault.repeatable());
  }

  /** Never the message of a refusal: it may quote the prompt. */
  private static void log(Order order, Attempt attempt) {
    if (attempt.result() instanceof Failed failed) {
      boolean ours =
          failed.kind() == FailureKind.UNREACHABLE || failed.kind() == FailureKind.BROKEN_REPLY;
      LOG.log(
          Level.INFO,
          "call {0} to {1} failed: {2}, status {3}. {4}",
          order.intent().callId(),
          order.target().id(),
          failed.kind(),
          failed.status() == null ? "none" : Integer.toString(failed.status()),
          ours ? failed.message() : "");
    }
  }
}
