package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.CLOCK;
import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.judge;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.opening;
import static dev.quorate.billing.LedgerFixtures.panel;
import static dev.quorate.billing.LedgerFixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.quorate.billing.InlineIntake.Waits;
import dev.quorate.billing.LedgerRow.HoldEnd.Outcome;
import dev.quorate.billing.budget.BudgetScope;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.SettledCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WrittenLedgerTest {
  private final ScriptedSink sink = new ScriptedSink();
  private final InlineIntake intake = InlineIntake.into(sink);
  private final Ledger ledger = new WrittenLedger(intake, CLOCK);

  @Test
  void aDirectCallIsTwoCommits() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();
    request.settle(intent, ok(1000, 40));
    request.close(RequestStatus.COMPLETED, Set.of(intent.callId()));

    assertThat(sink.groups()).hasSize(2);
    assertThat(sink.groups().getFirst())
        .extracting(row -> row.getClass().getSimpleName())
        .containsExactly("Request", "Hold", "Intent");
    assertThat(sink.groups().getLast())
        .extracting(row -> row.getClass().getSimpleName())
        .containsExactly("Settlement", "HoldEnd", "RequestEnd");
    assertThat(ends()).containsExactly(new End(Outcome.POSTED, usd("0.0029")));
  }

  @Test
  void theJudgesIntentCommitsWithTheEndingsGivenBefore() {
    OpenRequest request = ledger.open(opening(attribution(), usd("0.1"), panel(0), panel(1)));
    request.firstWave().forEach(CommittedIntent::spend);
    request.settle(request.firstWave().get(0), ok(10, 10));
    request.settle(request.firstWave().get(1), ok(10, 10));
    assertThat(sink.groups()).hasSize(1);

    request.next(judge());

    assertThat(sink.groups().get(1))
        .extracting(row -> row.getClass().getSimpleName())
        .containsExactly("Settlement", "Settlement", "Intent");
  }

  @Test
  void theFirstEndingWins() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();

    SettledCall first = request.settle(intent, ok(1000, 40));
    SettledCall second =
        request.settle(intent, CallEnding.free(CallOutcome.STRAGGLER, null, Duration.ZERO));
    request.close(RequestStatus.COMPLETED, Set.of());
    request.close(RequestStatus.FAILED, Set.of());

    assertThat(second).isSameAs(first);
    assertThat(sink.rows(LedgerRow.Settlement.class)).hasSize(1);
    assertThat(sink.rows(LedgerRow.RequestEnd.class))
        .extracting(LedgerRow.RequestEnd::status)
        .containsExactly(RequestStatus.COMPLETED);
  }

  @Test
  void aPlannedJudgeDrawsOnTheOpeningsHoldAndARetryTopsItUp() {
    Money planned = panel(0).worstCase().plus(judge().worstCase());
    OpenRequest request = ledger.open(opening(attribution(), planned, panel(0)));

    request.next(panel(0).nextAttempt());
    request.next(judge());
    request.next(judge().nextAttempt());

    assertThat(sink.rows(LedgerRow.Hold.class))
        .extracting(LedgerRow.Hold::amount)
        .containsExactly(planned, panel(0).worstCase(), judge().worstCase());
  }

  @Test
  void whatWasSpentIsLaidOnTheHoldsInTheirOrder() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    CommittedIntent first = request.firstWave().getFirst();
    CommittedIntent retry = request.next(direct().nextAttempt());
    first.spend();
    retry.spend();
    request.settle(first, ok(1000, 40));
    request.settle(retry, ok(1000, 40));

    request.close(RequestStatus.COMPLETED, Set.of());

    assertThat(ends())
        .containsExactly(
            new End(Outcome.POSTED, direct().worstCase()),
            new End(Outcome.POSTED, usd("0.0058").minus(direct().worstCase())));
  }

  @Test
  void aHoldIsVoidedWhenNothingRan() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));

    request.close(RequestStatus.FAILED, Set.of());

    assertThat(ends()).containsExactly(new End(Outcome.VOIDED, Money.ZERO));
    assertThat(outcomes()).containsExactly(CallOutcome.NOT_SENT);
  }

  @Test
  void anUnsentIntentCannotBeSentAfterTheClose() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    request.close(RequestStatus.FAILED, Set.of());

    assertThatThrownBy(() -> request.firstWave().getFirst().spend())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> request.next(judge())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallThatWasSentAndNeverEndedIsUnknownAtTheClose() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    request.firstWave().getFirst().spend();

    request.close(RequestStatus.FAILED, Set.of());

    LedgerRow.Settlement line = sink.rows(LedgerRow.Settlement.class).getFirst();
    assertThat(line.charge().ending().outcome()).isEqualTo(CallOutcome.UNKNOWN);
    assertThat(line.charge().exposure()).isEqualTo(direct().worstCase());
    assertThat(ends()).containsExactly(new End(Outcome.POSTED, Money.ZERO));
  }

  @Test
  void aTestKeyHoldsAndPaysNothingAndItsSnapshotSaysSo() {
    OpenRequest request =
        ledger.open(opening(attribution(new WorkspaceId(UUID.randomUUID()), true), direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();

    SettledCall settled = request.settle(intent, ok(1000, 40));

    assertThat(settled.amount()).isEqualTo(Money.ZERO);
    assertThat(intent.call().model().price().inputPerMillion()).isZero();
    assertThat(sink.rows(LedgerRow.Hold.class).getFirst().amount()).isEqualTo(Money.ZERO);
  }

  @Test
  void anOpeningThatIsNotWrittenInTimeIsWithdrawn() {
    intake.next(Waits.NOT_TAKEN);

    assertUnavailable(() -> ledger.open(opening(attribution(), direct())));

    intake.writeDue();
    assertThat(sink.rows()).isEmpty();
  }

  @Test
  void anOpeningThatIsWrittenTooLateIsRefusedInTheLedgerAndNothingIsSent() {
    intake.next(Waits.TAKEN_AND_LATE);

    assertUnavailable(() -> ledger.open(opening(attribution(), panel(0), panel(1))));

    intake.writeDue();
    LedgerRow.RequestEnd end = sink.rows(LedgerRow.RequestEnd.class).getFirst();
    assertThat(end.status()).isEqualTo(RequestStatus.REFUSED);
    assertThat(end.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
    assertThat(outcomes()).containsExactly(CallOutcome.NOT_SENT, CallOutcome.NOT_SENT);
    assertThat(ends()).containsExactly(new End(Outcome.VOIDED, Money.ZERO));
  }

  @Test
  void anOpeningTheDatabaseRefusesIsUnavailable() {
    sink.refusing(LedgerRow.Intent.class::isInstance);

    assertUnavailable(() -> ledger.open(opening(attribution(), direct())));

    assertThat(sink.rows()).isEmpty();
  }

  @Test
  void aFurtherCallThatIsNotWrittenInTimeLeavesNoTrace() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    intake.next(Waits.NOT_TAKEN);
    assertUnavailable(() -> request.next(direct().nextAttempt()));
    intake.next(Waits.WRITTEN);

    request.close(RequestStatus.FAILED, Set.of());

    assertThat(sink.rows(LedgerRow.Intent.class)).hasSize(1);
    assertThat(ends()).hasSize(1);
  }

  @Test
  void aFurtherCallThatIsWrittenTooLateIsNotSentAndItsTopUpReturned() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    intake.next(Waits.TAKEN_AND_LATE);
    assertUnavailable(() -> request.next(direct().nextAttempt()));

    request.close(RequestStatus.FAILED, Set.of());

    assertThat(sink.rows(LedgerRow.Intent.class)).hasSize(2);
    assertThat(outcomes()).containsExactly(CallOutcome.NOT_SENT, CallOutcome.NOT_SENT);
    assertThat(ends()).hasSize(2);
  }

  @Test
  void settlementsWaitThroughAnOutageAndAreWrittenInOrder() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();
    sink.failingOnce(LedgerFault.Kind.AWAY).failingOnce(LedgerFault.Kind.AWAY);

    Money amount = request.settle(intent, ok(1000, 40)).amount();
    request.close(RequestStatus.COMPLETED, Set.of(intent.callId()));

    assertThat(amount).isEqualTo(usd("0.0029"));
    assertThat(sink.rows(LedgerRow.Settlement.class)).hasSize(1);
    assertThat(sink.rows(LedgerRow.RequestEnd.class)).hasSize(1);
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void aRefusalIsARequestWithoutLines() {
    RequestId id = RequestId.create(CLOCK);
    ledger.refuse(
        new RequestRefusal(
            id,
            attribution(),
            "responses",
            "nobody/knows",
            "reviewers@3",
            Instant.now(CLOCK),
            ErrorCode.MODEL_NOT_FOUND));
    assertThat(sink.rows()).isEmpty();

    ledger.open(opening(attribution(), direct()));

    assertThat(sink.rows(LedgerRow.Request.class)).hasSize(2);
    assertThat(sink.rows(LedgerRow.RequestEnd.class))
        .extracting(LedgerRow.RequestEnd::id, LedgerRow.RequestEnd::code)
        .containsExactly(tuple(id, ErrorCode.MODEL_NOT_FOUND));
    assertThat(sink.rows(LedgerRow.Request.class))
        .extracting(LedgerRow.Request::preset)
        .contains("reviewers@3");
  }

  @Test
  void aBudgetWithoutRoomRefusesTheRequestAndWritesNothing() {
    sink.exhausted(BudgetScope.PROJECT);

    assertThatThrownBy(() -> ledger.open(opening(attribution(), direct())))
        .isInstanceOf(GatewayException.class)
        .extracting("code")
        .isEqualTo(ErrorCode.PROJECT_BUDGET_EXCEEDED);
    assertThat(sink.rows()).isEmpty();
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void aTopUpThatIsRefusedLeavesTheRequestAsItWas() {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    sink.exhausted(BudgetScope.KEY);

    assertThatThrownBy(() -> request.next(judge()))
        .extracting("code")
        .isEqualTo(ErrorCode.KEY_LIMIT_EXCEEDED);

    sink.exhausted(null);
    request.settle(request.firstWave().getFirst(), ok(100, 10));
    request.close(RequestStatus.COMPLETED, Set.of());
    assertThat(sink.rows(LedgerRow.Intent.class)).hasSize(1);
    assertThat(sink.rows(LedgerRow.HoldEnd.class)).hasSize(1);
  }

  @Test
  void aFurtherCallAboveMaxCostIsRefusedBeforeItIsWritten() {
    RequestOpening plain = opening(attribution(), direct());
    RequestOpening bounded =
        new RequestOpening(
            plain.id(),
            plain.attribution(),
            plain.endpoint(),
            plain.modelAsked(),
            plain.preset(),
            plain.receivedAt(),
            plain.calls(),
            plain.hold(),
            plain.hold(),
            null);
    OpenRequest request = ledger.open(bounded);

    assertThatThrownBy(() -> request.next(judge()))
        .extracting("code")
        .isEqualTo(ErrorCode.MAX_COST_EXCEEDED);
    assertThat(sink.rows(LedgerRow.Intent.class)).hasSize(1);
  }

  @Test
  void anInterruptDoesNotShortenTheWait() throws LedgerFault {
    LedgerWork work = LedgerWork.lazy(List.of(LedgerFixtures.someRow()));
    work.committed(Map.of());
    Thread.currentThread().interrupt();

    boolean written = work.await(Duration.ofSeconds(1));

    assertThat(written).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  private record End(Outcome outcome, Money spent) {}

  private List<End> ends() {
    return sink.rows(LedgerRow.HoldEnd.class).stream()
        .map(end -> new End(end.outcome(), end.spent()))
        .toList();
  }

  private List<CallOutcome> outcomes() {
    return sink.rows(LedgerRow.Settlement.class).stream()
        .map(row -> row.charge().ending().outcome())
        .toList();
  }

  private static void assertUnavailable(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
              assertThat(e.retryAfter()).isNotNull();
            });
  }
}
