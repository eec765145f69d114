package dev.quorate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.billing.LedgerFault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LedgerWriterTest {
  private final LedgerQueue queue = new LedgerQueue(1000, 0, System::nanoTime);
  private final ScriptedSink sink = new ScriptedSink();
  private final List<Integer> pauses = new ArrayList<>();
  private final Watch watch = new Watch();
  private final LedgerWriter writer = new LedgerWriter(queue, watch, pauses::add);

  private static final class Watch implements LedgerWriter.Watch {
    private final List<Integer> groups = new ArrayList<>();
    private final List<Kind> failures = new ArrayList<>();

    @Override
    public void wrote(int rows, Duration took) {
      groups.add(rows);
    }

    @Override
    public void failed(Kind kind) {
      failures.add(kind);
    }
  }

  @Test
  void aGroupIsOneWriteAndEverybodyIsTold() {
    LedgerWork first = waiting();
    LedgerWork second = waiting();

    writeOnce();

    assertThat(sink.groups()).hasSize(1);
    assertThat(watch.groups).containsExactly(2);
    assertThat(isWritten(first) && isWritten(second)).isTrue();
  }

  @Test
  void oneBadRowDoesNotHarmItsNeighbours() {
    LedgerWork before = waiting();
    LedgerWork bad = waiting();
    LedgerWork after = waiting();
    sink.refusing(row -> row.equals(bad.rows().getFirst()));

    writeOnce();

    assertThat(sink.rows()).containsExactly(before.rows().getFirst(), after.rows().getFirst());
    assertThat(isWritten(before) && isWritten(after)).isTrue();
    assertThat(isRejected(bad)).isTrue();
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aLostConflictIsRepeatedAtOnce() {
    LedgerWork work = waiting();
    sink.failingOnce(Kind.CONFLICT).failingOnce(Kind.CONFLICT);

    writeOnce();

    assertThat(isWritten(work)).isTrue();
    assertThat(pauses).isEmpty();
    assertThat(watch.failures).containsExactly(Kind.CONFLICT, Kind.CONFLICT);
  }

  @Test
  void anOutagePutsTheGroupBackInItsPlaceWithGrowingPauses() {
    LedgerWork early = waiting();
    sink.failingOnce(Kind.AWAY).failingOnce(Kind.AWAY);
    writeOnce();
    LedgerWork late = waiting();
    writeOnce();
    assertThat(sink.rows()).isEmpty();

    writeOnce();

    assertThat(sink.rows()).containsExactly(early.rows().getFirst(), late.rows().getFirst());
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void duringAnOutageAWaiterMayWithdraw() {
    LedgerWork work = waiting();
    sink.failingOnce(Kind.AWAY);
    writeOnce();

    assertThat(queue.withdraw(work)).isTrue();
    writeOnce();

    assertThat(sink.rows()).isEmpty();
  }

  @Test
  void aLostCommitAnswerIsRepeatedAndWritesNothingTwice() {
    LedgerWork work = waiting();
    sink.losingAnAnswer();

    writeOnce();

    assertThat(isWritten(work)).isTrue();
    assertThat(sink.rows()).containsExactly(work.rows().getFirst());
  }

  @Test
  void whatMayBeWrittenCannotBeWithdrawnByAnOutageThatFollows() {
    LedgerWork work = waiting();
    List<Boolean> withdrawn = new ArrayList<>();
    LedgerWriter watched =
        new LedgerWriter(queue, watch, failures -> withdrawn.add(queue.withdraw(work)));
    sink.losingAnAnswer().failingOnce(Kind.AWAY);

    watched.writeOrPutBack(queue.poll(), sink);

    assertThat(withdrawn).containsExactly(false, false);
    assertThat(isWritten(work)).isTrue();
  }

  @Test
  void anOutageInTheMiddleOfSortingOutABadRowKeepsTheOrder() {
    LedgerWork first = waiting();
    LedgerWork bad = waiting();
    LedgerWork third = waiting();
    LedgerWork fourth = waiting();
    sink.failingOnce(Kind.REJECTED).failingOnce(Kind.AWAY);
    sink.refusing(row -> row.equals(bad.rows().getFirst()));

    writeOnce();
    assertThat(sink.rows()).isEmpty();
    writeOnce();

    assertThat(sink.rows())
        .containsExactly(
            first.rows().getFirst(), third.rows().getFirst(), fourth.rows().getFirst());
    assertThat(isRejected(bad)).isTrue();
  }

  @Test
  void aFaultOfItsOwnDoesNotEndTheWriter() {
    LedgerWork work = waiting();
    sink.breakingOnce();
    writer.end();

    writer.run(sink);

    assertThat(isWritten(work)).isTrue();
    assertThat(pauses).containsExactly(1);
  }

  @Test
  void theEndWritesWhatWaitsAndReturns() {
    LedgerWork settlement = LedgerWork.lazy(List.of(LedgerFixtures.someRow()));
    queue.add(settlement);
    writer.end();

    writer.run(sink);

    assertThat(isWritten(settlement)).isTrue();
  }

  @Test
  void stoppingDoesNotWaitForADatabaseThatStaysAway() {
    LedgerWork work = waiting();
    sink.failingOnce(Kind.AWAY);
    AtomicReference<LedgerWriter> itself = new AtomicReference<>();
    itself.set(new LedgerWriter(queue, watch, failures -> itself.get().stop()));

    itself.get().run(sink);

    assertThat(sink.rows()).isEmpty();
    assertThat(queue.withdraw(work)).isTrue();
  }

  private LedgerWork waiting() {
    LedgerWork work = LedgerWork.urgent(List.of(LedgerFixtures.someRow()));
    queue.add(work);
    return work;
  }

  private void writeOnce() {
    List<LedgerWork> group = queue.poll();
    if (!group.isEmpty()) {
      writer.writeOrPutBack(group, sink);
    }
  }

  private static boolean isWritten(LedgerWork work) {
    try {
      return work.await(Duration.ZERO);
    } catch (LedgerFault e) {
      return false;
    }
  }

  private static boolean isRejected(LedgerWork work) {
    try {
      work.await(Duration.ZERO);
      return false;
    } catch (LedgerFault e) {
      return e.kind() == Kind.REJECTED;
    }
  }
}
