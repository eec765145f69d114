package dev.quorate.upstream.attempt;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.TokenCounter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Whose token counts a settlement carries, by the table of the billing rules: the provider's where
 * it reported; nothing for an error; else what we counted, never the cap.
 */
final class UsageTable {
  private static final Logger LOG = System.getLogger(UsageTable.class.getName());
  private static final Entry NOTHING = new Entry(TokenUsage.ZERO, UsageSource.NONE);

  private final TokenCounter counter;

  UsageTable(TokenCounter counter) {
    this.counter = counter;
  }

  /** Tokens and where they come from. */
  record Entry(TokenUsage tokens, UsageSource source) {}

  Entry of(Order order, Exchange exchange) {
    if (exchange.status() >= 300) {
      return NOTHING;
    }
    return switch (exchange.usage()) {
      case ReportedUsage.Reported reported -> new Entry(reported.tokens(), UsageSource.PROVIDER);
      case ReportedUsage.Absurd absurd -> {
        LOG.log(
            Level.WARNING,
            "call {0} to {1} reported usage that cannot be meant; not billed",
            order.intent().callId(),
            order.target().id());
        yield NOTHING;
      }
      case ReportedUsage.Missing missing -> counted(order, exchange);
    };
  }

  private Entry counted(Order order, Exchange exchange) {
    // An error object under a 200 is an error status in disguise, unless words came before it.
    if (exchange.result() instanceof Failed failed
        && failed.kind() != FailureKind.BROKEN_REPLY
        && exchange.receivedText().isEmpty()) {
      return NOTHING;
    }
    return exchange.whole()
        ? new Entry(count(order, exchange.receivedText()), UsageSource.COUNTED)
        : cut(order, exchange.receivedText());
  }

  /** The request left, and the answer did not come to its end. */
  Entry cut(Order order, String receivedText) {
    return new Entry(count(order, receivedText), UsageSource.ESTIMATED);
  }

  private TokenUsage count(Order order, String receivedText) {
    return TokenUsage.of(
        counter.count(order.request().conversation()), counter.count(receivedText));
  }
}
