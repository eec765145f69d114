package dev.quorate.upstream.attempt;

import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PricedModel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes an attempt and settles it, and where that is safe and there is time makes further ones,
 * each with an intent of its own: at the model's next provider as long as there is one, then once
 * more at the last. Nothing is tried again once a piece of the answer was handed on. When no
 * further intent can be committed, the failure before it stands.
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
    AnswerSink sink = terms.sink();
    Heard heard = sink == null ? null : new Heard(sink);
    Order order = new Order(first, request, terms.deadline(), terms.cancellation(), heard);
    List<SettledCall> lines = new ArrayList<>();
    boolean retried = false;
    budget.payIn(order.target().id());
    while (true) {
      Attempt attempt = next.send(order);
      lines.add(journal.settle(order.intent(), attempt.ending()));
      CommittedIntent further = null;
      if (heard == null || !heard.spoke) {
        boolean last = order.model().fallback() == null;
        further = last ? retry(order, attempt, journal, retried) : other(order, attempt, journal);
        retried |= last;
      }
      if (further == null) {
        return new CallReport(attempt.result(), lines, since(start));
      }
      order = order.with(further);
    }
  }

  /** The innermost ear: the wrappers around it care for time, the sink for the answer. */
  private static final class Heard implements StreamListener {
    private final AnswerSink sink;
    private boolean spoke;

    Heard(AnswerSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(AnswerDelta delta) {
      spoke = true;
      sink.accept(delta);
    }

    @Override
    public void heard() {}

    @Override
    public void perhapsComplete() {}

    @Override
    public void complete() {}
  }

  /** The committed intent of a call to the next provider, or null when there is to be none. */
  private @Nullable CommittedIntent other(Order order, Attempt attempt, CallJournal journal) {
    PricedModel fallback = order.model().fallback();
    if (fallback == null
        || order.cancellation().reason() != null
        || !RetryPolicy.mayFareBetterElsewhere(attempt, order.deadline().remaining())) {
      return null;
    }
    CommittedIntent intent = committed(order, fallback, journal);
    if (intent != null) {
      budget.payIn(fallback.provider().id());
    }
    return intent;
  }

  /** The committed intent of the one retry, or null when there is to be none. */
  private @Nullable CommittedIntent retry(
      Order order, Attempt attempt, CallJournal journal, boolean retried) {
    Duration wait = retried ? null : policy.waitAfter(attempt, order.deadline().remaining());
    if (wait == null || !budget.take(order.target().id()) || !waited(wait, order)) {
      return null;
    }
    return committed(order, order.model(), journal);
  }

  private static @Nullable CommittedIntent committed(
      Order order, PricedModel model, CallJournal journal) {
    try {
      return journal.next(order.intent().call().nextAttempt(model));
    } catch (GatewayException refused) {
      LOG.log(
          Level.INFO,
          "no further attempt of call {0}: {1}",
          order.intent().callId(),
          refused.code().code());
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
