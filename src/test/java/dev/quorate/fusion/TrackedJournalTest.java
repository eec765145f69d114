package dev.quorate.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.fixtures.MemoryJournal;
import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TrackedJournalTest {
  private static final CallEnding WELL = CallEnding.free(CallOutcome.OK, 200, Duration.ofMillis(5));

  private final MemoryJournal ledger = new MemoryJournal();
  private final CommittedIntent first =
      ledger.commit(PlanBuilder.aDirectPlan("acme/alpha")).getFirst();
  private final TrackedJournal journal = new TrackedJournal(ledger, first);

  @Test
  void closingEndsEveryOpenCallAsUnknownAndKeepsWhatWasSettled() {
    journal.settle(first, WELL);
    journal.next(first.call().nextAttempt());

    assertThat(journal.hasOpenCalls()).isTrue();
    assertThat(journal.close(Duration.ofSeconds(1)))
        .extracting(line -> line.ending().outcome())
        .containsExactly(CallOutcome.OK, CallOutcome.UNKNOWN);
    assertThat(ledger.open()).isEmpty();
  }

  @Test
  void closingTwiceGivesTheSameLines() {
    assertThat(journal.close(Duration.ZERO)).isEqualTo(journal.close(Duration.ofSeconds(9)));
  }

  @Test
  void anEndingAfterTheCloseDoesNotReplaceIt() {
    journal.close(Duration.ZERO);

    SettledCall late = journal.settle(first, WELL);

    assertThat(late.ending().outcome()).isEqualTo(CallOutcome.UNKNOWN);
    assertThat(journal.close(Duration.ZERO)).hasSize(1);
  }

  @Test
  void callsOfOneStepAreCommittedTogetherAndClosedTogether() {
    AtomicReference<Integer> wave = new AtomicReference<>();
    TrackedJournal tracked =
        new TrackedJournal(
            new CallJournal() {
              @Override
              public CommittedIntent next(PlannedCall call) {
                return ledger.next(call);
              }

              @Override
              public List<CommittedIntent> nextAll(List<PlannedCall> calls) {
                wave.set(calls.size());
                return CallJournal.super.nextAll(calls);
              }

              @Override
              public SettledCall settle(CommittedIntent intent, CallEnding ending) {
                return ledger.settle(intent, ending);
              }
            },
            first);

    tracked.nextAll(List.of(first.call().nextAttempt(), first.call().nextAttempt()));

    assertThat(wave.get()).isEqualTo(2);
    assertThat(tracked.close(Duration.ZERO)).hasSize(3);
    assertThat(ledger.open()).isEmpty();
  }

  @Test
  void aClosedJournalCommitsNothingFurther() {
    journal.close(Duration.ZERO);

    assertThatThrownBy(() -> journal.next(first.call().nextAttempt()))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
    assertThat(ledger.intents()).hasSize(1);
  }

  @Test
  void anIntentCommittedWhileTheJournalCloseIsSettledAsNotSentAndNotHandedOut() {
    AtomicReference<TrackedJournal> tracked = new AtomicReference<>();
    tracked.set(
        new TrackedJournal(
            new CallJournal() {
              @Override
              public CommittedIntent next(PlannedCall call) {
                CommittedIntent intent = ledger.next(call);
                tracked.get().close(Duration.ZERO);
                return intent;
              }

              @Override
              public SettledCall settle(CommittedIntent intent, CallEnding ending) {
                return ledger.settle(intent, ending);
              }
            },
            first));

    assertThatThrownBy(() -> tracked.get().next(first.call().nextAttempt()))
        .isInstanceOf(GatewayException.class);
    assertThat(ledger.open()).isEmpty();
    assertThat(ledger.lines())
        .extracting(line -> line.ending().outcome())
        .containsExactly(CallOutcome.UNKNOWN, CallOutcome.NOT_SENT);
  }
}
