package dev.quorate.upstream.attempt;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ProviderDialect;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one way out of the house: spends the intent, finds the host, hands the request to its
 * dialect, and says what came of it. No byte leaves for a provider anywhere else.
 */
final class Door implements UpstreamCall {
  private static final Logger LOG = System.getLogger(Door.class.getName());

  private final Map<Dialect, ProviderDialect> dialects;
  private final HostNames names;
  private final UsageTable usage;

  Door(Map<Dialect, ProviderDialect> dialects, HostNames names, UsageTable usage) {
    this.dialects = Map.copyOf(dialects);
    this.names = names;
    this.usage = usage;
  }

  @Override
  public Attempt send(Order order) {
    order.intent().spend();
    ProviderDialect dialect = Objects.requireNonNull(dialects.get(order.target().dialect()));
    long start = System.nanoTime();
    try {
      names.find(order.target().baseUri());
      Exchange exchange = dialect.exchange(order.model(), order.request());
      return answered(order, exchange, since(start));
    } catch (IOException failure) {
      return failed(order, TransportFault.of(failure), since(start));
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "call " + order.intent().callId() + " broke in the gateway", bug);
      return failed(order, TransportFault.UNKNOWN, since(start));
    }
  }

  private Attempt answered(Order order, Exchange exchange, Duration latency) {
    UsageTable.Entry entry = usage.of(order, exchange);
    CallEnding ending =
        new CallEnding(
            outcome(exchange),
            entry.tokens(),
            entry.source(),
            exchange.status(),
            exchange.requestId(),
            latency,
            null);
    if (exchange.result() instanceof Failed failed) {
      log(order, failed.kind(), failed.status(), null);
    }
    boolean again = RetryPolicy.asksToComeAgain(exchange.status());
    return new Attempt(exchange.result(), ending, exchange.whole(), again);
  }

  private static CallOutcome outcome(Exchange exchange) {
    if (exchange.result() instanceof CallResult.Answered) {
      return CallOutcome.OK;
    }
    return exchange.whole() ? CallOutcome.ERROR : CallOutcome.TRUNCATED;
  }

  private Attempt failed(Order order, TransportFault fault, Duration latency) {
    log(order, fault.kind(), null, fault);
    UsageTable.Entry entry =
        fault.sent()
            ? usage.cut(order, "")
            : new UsageTable.Entry(TokenUsage.ZERO, UsageSource.NONE);
    CallOutcome outcome = fault.sent() ? CallOutcome.ERROR : CallOutcome.NOT_SENT;
    CallEnding ending =
        new CallEnding(outcome, entry.tokens(), entry.source(), null, null, latency, null);
    Failed failed = new Failed(fault.kind(), null, fault.sentence(), null);
    return new Attempt(failed, ending, false, fault.repeatable());
  }

  private static void log(
      Order order, FailureKind kind, @Nullable Integer status, @Nullable TransportFault fault) {
    LOG.log(
        Level.INFO,
        "call {0} to {1} failed: {2}, status {3}, {4}",
        order.intent().callId(),
        order.target().id(),
        kind,
        status == null ? "none" : Integer.toString(status),
        fault == null ? "answered" : fault.name());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
