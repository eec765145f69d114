package dev.quorate.upstream.attempt;

import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.request.ModelRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes an attempt, settles it, and where that is safe and there is time makes one more with an
 * intent of its own. When no further intent can be committed, the first failure stands.
 */
final class Retrying implements ModelCaller {
  private static final Logger LOG = System.getLogger(Retrying.class.getName());

  private final UpstreamCall next;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final ScheduledExecutorService timer;

  Retrying(
      UpstreamCall next, RetryPolicy policy, RetryBudget budget, ScheduledExecutorService timer) {
    this.next = next;
    this.policy = policy;
    this.budget = budget;
    this.timer = timer;
  }

  @Override
  public CallReport call(
      ModelRequest request, CommittedIntent first, CallJournal journal, CallTerms terms) {
    long start = System.nanoTime();
    Order order =
        new Order(first, request, terms.deadline(), terms.cancellation(), listener(terms.sink()));
    budget.payIn(order.target().id());
    Attempt attempt = next.send(order);
    SettledCall line = journal.settle(first, attempt.ending());

    CommittedIntent second = secondIntent(order, attempt, journal);
    if (second == null) {
      return new CallReport(attempt.result(), List.of(line), since(start));
    }
    Attempt again = next.send(order.with(second));
    SettledCall secondLine = journal.settle(second, again.ending());
    return new CallReport(again.result(), List.of(line, secondLine), since(start));
  }

  private static @Nullable StreamListener listener(@Nullable AnswerSink sink) {
    return sink == null ? null : new Heard(sink);
  }

  /** The innermost ear: the wrappers around it care for time, the sink for the answer. */
  private record Heard(AnswerSink sink) implements StreamListener {
    @Override
    public void accept(AnswerDelta delta) {
      sink.accept(delta);
    }

    @Override
    public void heard() {}

    @Override
    public void complete() {}
  }

  /** The committed intent of a retry, or null when there is to be none. */
  private @Nullable CommittedIntent secondIntent(
      Order order, Attempt attempt, CallJournal journal) {
    Duration wait = policy.waitAfter(attempt, order.deadline().remaining());
    if (wait == null || !budget.take(order.target().id()) || !waited(wait, order)) {
      return null;
    }
    try {
      return journal.next(order.intent().call().nextAttempt());
    } catch (GatewayException refused) {
      LOG.log(
          Level.INFO, "no retry of call {0}: {1}", order.intent().callId(), refused.code().code());
      return null;
    }
  }

  /** False when the run no longer wants an answer. */
  private boolean waited(Duration wait, Order order) {
    try (CallWindow window = CallWindow.enter(timer, order.deadline(), order.cancellation())) {
      Thread.sleep(wait);
      return window.givenUp() == null;
    } catch (InterruptedException gaveUp) {
      return false;
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
