package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.answered;
import static dev.quorate.upstream.attempt.CallWorld.failed;
import static dev.quorate.upstream.attempt.CallWorld.modelAt;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.attempt.CallWorld.Journal;
import dev.quorate.upstream.attempt.CallWorld.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model with several providers: who is asked after whom, and who is not. */
@Timeout(120)
class FallbackTest {
  private static final Attempt BUSY = failed(FailureKind.OVERLOADED, 503, true);
  private static final Attempt LOCKED = failed(FailureKind.CREDENTIAL, 401, false);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Journal journal = new Journal();
  private final RetryBudget budget = new RetryBudget(10, 3);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, ",
    "UNREACHABLE, ",
    "RATE_LIMITED, 429",
    "OVERLOADED, 503",
    "PROVIDER_ERROR, 500",
    "CREDENTIAL, 401",
    "SILENT, 200"
  })
  void whatOneProviderCannotDoTheNextDoes(FailureKind kind, Integer status) {
    Script script = new Script(failed(kind, status, false), answered());

    CallReport report = call(script, "one", "two");

    assertThat(report.result()).isInstanceOf(Answered.class);
    assertThat(providers(script)).containsExactly("one", "two");
    assertThat(journal.events).containsExactly("settle 0 error", "next 1", "settle 1 ok");
  }

  @ParameterizedTest
  @CsvSource({"REJECTED, 400", "REJECTED, 422", "BROKEN_REPLY, 200", "TIMEOUT, ", "CANCELLED, "})
  void whatIsNotTheProvidersFaultEndsTheCall(FailureKind kind, Integer status) {
    Attempt refused = failed(kind, status, false);
    Script script = new Script(refused, answered());

    CallReport report = call(script, "one", "two");

    assertThat(report.result()).isEqualTo(refused.result());
    assertThat(providers(script)).containsExactly("one");
  }

  @Test
  void everyProviderIsAskedInItsOrderAndEachAttemptHasItsLine() {
    Script script = new Script(LOCKED, BUSY, answered());

    CallReport report = call(script, "one", "two", "three");

    assertThat(providers(script)).containsExactly("one", "two", "three");
    assertThat(report.lines())
        .extracting(line -> line.call().attempt() + " " + line.call().model().provider().id())
        .containsExactly("0 one", "1 two", "2 three");
  }

  @Test
  void onlyTheLastProviderIsAskedAgain() {
    Script script = new Script(BUSY);

    CallReport report = call(script, "one", "two");

    assertThat(providers(script)).containsExactly("one", "two", "two");
    assertThat(report.lines()).hasSize(3);
    assertThat(report.last().call().attempt()).isEqualTo(2);
  }

  @Test
  void theNextProviderIsAskedAtOnceWhateverTheFirstAskedFor() {
    Attempt later = failed(FailureKind.RATE_LIMITED, 429, true, Duration.ofMinutes(10));

    CallReport report = call(new Script(later, answered()), "one", "two");

    assertThat(report.result()).isInstanceOf(Answered.class);
    assertThat(report.latency()).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void aRefusedIntentEndsTheChainWithTheFailureBeforeIt() {
    journal.away = true;
    Script script = new Script(LOCKED, answered());

    CallReport report = call(script, "one", "two");

    assertThat(report.result()).isEqualTo(LOCKED.result());
    assertThat(report.lines()).hasSize(1);
  }

  @Test
  void afterThePassedDeadlineNobodyIsAsked() {
    Script script = new Script(BUSY, answered());
    Order late = order(modelAt("one", "two"), Deadline.in(Duration.ZERO), new Cancellation());

    CallReport report = call(script, late, null);

    assertThat(report.result()).isEqualTo(BUSY.result());
    assertThat(providers(script)).containsExactly("one");
  }

  @Test
  void aRunThatIsGivenUpAsksNobodyElse() {
    Cancellation cancellation = new Cancellation();
    List<Order> orders = new ArrayList<>();
    UpstreamCall cancelling =
        order -> {
          orders.add(order);
          cancellation.cancel(Reason.STRAGGLER);
          return LOCKED;
        };

    CallReport report =
        call(cancelling, order(modelAt("one", "two"), Deadline.in(LONG), cancellation), null);

    assertThat(report.result()).isEqualTo(LOCKED.result());
    assertThat(orders).hasSize(1);
  }

  @Test
  void afterTheFirstWordNobodyElseIsAsked() {
    List<Order> orders = new ArrayList<>();
    UpstreamCall speaking =
        order -> {
          orders.add(order);
          order.listener().accept(new AnswerDelta.Text("Well, "));
          return failed(FailureKind.SILENT, 200, false);
        };
    List<AnswerDelta> told = new ArrayList<>();

    CallReport report = call(speaking, anOrder("one", "two"), told::add);

    assertThat(orders).hasSize(1);
    assertThat(told).hasSize(1);
    assertThat(report.lines()).hasSize(1);
  }

  @Test
  void aSilentStreamGoesToTheNextProvider() {
    List<AnswerDelta> told = new ArrayList<>();
    Script script = new Script(failed(FailureKind.SILENT, null, false), answered());

    CallReport report = call(script, anOrder("one", "two"), told::add);

    assertThat(report.result()).isInstanceOf(Answered.class);
    assertThat(providers(script)).containsExactly("one", "two");
  }

  private CallReport call(UpstreamCall next, String... providers) {
    return call(next, anOrder(providers), null);
  }

  private static Order anOrder(String... providers) {
    return order(modelAt(providers), Deadline.in(LONG), new Cancellation());
  }

  private CallReport call(UpstreamCall next, Order order, AnswerSink sink) {
    Retrying retrying =
        new Retrying(next, new RetryPolicy(Duration.ZERO, () -> 0.5), budget, timer);
    return retrying.call(
        order.request(),
        order.intent(),
        journal,
        new CallTerms(order.deadline(), order.cancellation(), sink));
  }

  private static List<String> providers(Script script) {
    return script.orders.stream().map(order -> order.target().id()).toList();
  }
}
