package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.attempt.CallWorld.Journal;
import dev.quorate.upstream.attempt.CallWorld.Script;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RetryingTest {
  private static final Attempt BUSY = failed(FailureKind.PROVIDER_ERROR, 503, true);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Journal journal = new Journal();
  private final RetryBudget budget = new RetryBudget(10, 3);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void anAnswerIsSettledAndNotRepeated() {
    CallReport report = call(new Script(answered()));

    assertThat(report.result()).isInstanceOf(Answered.class);
    assertThat(journal.events).containsExactly("settle 0 ok");
  }

  @Test
  void theFirstAttemptIsSettledBeforeTheNextIntentIsAskedFor() {
    CallReport report = call(new Script(BUSY, answered()));

    assertThat(report.result()).isInstanceOf(Answered.class);
    assertThat(journal.events).containsExactly("settle 0 error", "next 1", "settle 1 ok");
    assertThat(report.lines()).hasSize(2);
    assertThat(report.last().call().attempt()).isEqualTo(1);
  }

  @Test
  void thereIsOneRetryAndNoMore() {
    Script script = new Script(BUSY);

    CallReport report = call(script);

    assertThat(report.result()).isInstanceOf(Failed.class);
    assertThat(script.orders).hasSize(2);
    assertThat(script.orders.get(0).intent()).isNotSameAs(script.orders.get(1).intent());
  }

  @Test
  void withoutAnIntentTheFirstFailureStands() {
    journal.away = true;
    Script script = new Script(BUSY, answered());

    CallReport report = call(script);

    assertThat(report.result()).isEqualTo(BUSY.result());
    assertThat(report.lines()).hasSize(1);
    assertThat(script.orders).hasSize(1);
  }

  @Test
  void whatMayHaveBeenWorkedOnIsNotRepeated() {
    Script script = new Script(failed(FailureKind.BROKEN_REPLY, null, false), answered());

    CallReport report = call(script);

    assertThat(report.lines()).hasSize(1);
    assertThat(script.orders).hasSize(1);
  }

  @Test
  void aWaitThatDoesNotFitIntoTheDeadlineIsNotBegun() {
    Attempt later = failed(FailureKind.RATE_LIMITED, 429, true, Duration.ofMinutes(6));
    Script script = new Script(later, answered());

    CallReport report = call(script);

    assertThat(report.result()).isEqualTo(later.result());
    assertThat(script.orders).hasSize(1);
  }

  @Test
  void aRunThatIsGivenUpWhileWaitingGetsTheFirstFailure() {
    Cancellation cancellation = new Cancellation();
    Attempt soon = failed(FailureKind.RATE_LIMITED, 429, true, Duration.ofMinutes(1));
    UpstreamCall cancelling =
        order -> {
          cancellation.cancel(Reason.CANCELLED);
          return soon;
        };

    CallReport report = call(cancelling, order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(report.result()).isEqualTo(soon.result());
    assertThat(journal.events).containsExactly("settle 0 error");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void theBudgetBoundsRetriesToAProvider() {
    Script script = new Script(BUSY);

    for (int call = 0; call < 100; call++) {
      CallReport ignored = call(script);
    }

    // Three in reserve and ten per hundred calls.
    assertThat(script.orders.size() - 100).isBetween(10, 13);
  }

  private CallReport call(UpstreamCall next) {
    return call(next, order("m"));
  }

  private CallReport call(UpstreamCall next, Order order) {
    Retrying retrying =
        new Retrying(next, new RetryPolicy(Duration.ZERO, () -> 0.5), budget, timer);
    return retrying.call(
        order.request(),
        order.intent(),
        journal,
        new CallTerms(order.deadline(), order.cancellation(), null));
  }
}
