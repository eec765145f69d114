package dev.quorate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerQueueTest {
  private static final long LINGER = Duration.ofMillis(50).toNanos();

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final LedgerQueue queue = new LedgerQueue(20, LINGER, now::get);

  @Test
  void urgentWorkIsDueAtOnceAndTakesTheEarlierAlong() {
    LedgerWork settlement = lazy();
    LedgerWork intent = urgent();

    queue.add(settlement);
    assertThat(queue.poll()).isEmpty();
    queue.offer(intent);

    assertThat(queue.poll()).containsExactly(settlement, intent);
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aLonelySettlementIsDueAfterTheLinger() {
    LedgerWork settlement = lazy();
    queue.add(settlement);

    now.addAndGet(LINGER - 1);
    assertThat(queue.poll()).isEmpty();
    now.addAndGet(1);

    assertThat(queue.poll()).containsExactly(settlement);
  }

  @Test
  void aFullGroupIsDueAtOnce() {
    for (int row = 0; row < LedgerQueue.GROUP_ROWS; row++) {
      queue.add(lazy());
    }

    assertThat(queue.poll()).hasSize(LedgerQueue.GROUP_ROWS);
  }

  @Test
  void aGroupEndsBeforeTheWorkThatWouldOverfillIt() {
    LedgerWork large = LedgerWork.urgent(rows(200));
    LedgerWork next = LedgerWork.urgent(rows(100));
    queue.add(large);
    queue.add(next);

    assertThat(queue.poll()).containsExactly(large);
    assertThat(queue.poll()).containsExactly(next);
  }

  @Test
  void workLargerThanAGroupGoesAlone() {
    LedgerWork huge = LedgerWork.urgent(rows(300));
    queue.add(huge);
    queue.add(urgent());

    assertThat(queue.poll()).containsExactly(huge);
  }

  @Test
  void aFullQueueTurnsIntentsAwayAndTakesSettlements() {
    for (int work = 0; work < 20; work++) {
      assertThat(queue.offer(urgent())).isTrue();
    }

    assertThat(queue.offer(urgent())).isFalse();
    queue.add(lazy());

    assertThat(queue.depth()).isEqualTo(21);
  }

  @Test
  void refusalsAreTakenOnlyWhileTheQueueIsNearlyEmpty() {
    assertThat(queue.offerOptional(lazy())).isTrue();
    assertThat(queue.offerOptional(lazy())).isTrue();

    assertThat(queue.offerOptional(lazy())).isFalse();
  }

  @Test
  void onlyWaitingWorkCanBeWithdrawn() {
    LedgerWork waiting = urgent();
    queue.offer(waiting);
    assertThat(queue.withdraw(waiting)).isTrue();
    assertThat(queue.poll()).isEmpty();

    LedgerWork taken = urgent();
    queue.offer(taken);
    assertThat(queue.poll()).containsExactly(taken);
    assertThat(queue.withdraw(taken)).isFalse();
  }

  @Test
  void whatIsPutBackKeepsItsPlaceAndIsDue() {
    LedgerWork first = lazy();
    LedgerWork second = urgent();
    queue.add(first);
    queue.offer(second);
    List<LedgerWork> group = queue.poll();
    LedgerWork third = lazy();
    queue.add(third);

    queue.putBack(group);

    assertThat(queue.withdraw(second)).isTrue();
    assertThat(queue.poll()).containsExactly(first, third);
  }

  @Test
  void drainingTurnsNewRequestsAwayAndMakesTheRestDue() {
    LedgerWork settlement = lazy();
    queue.add(settlement);

    queue.drain();

    assertThat(queue.offer(urgent())).isFalse();
    assertThat(queue.poll()).containsExactly(settlement);
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void whatNobodyWaitsForIsCountedApart() {
    queue.add(lazy());
    queue.offer(urgent());

    assertThat(queue.depth()).isEqualTo(2);
    assertThat(queue.lazyDepth()).isEqualTo(1);
  }

  private static LedgerWork lazy() {
    return LedgerWork.lazy(List.of(LedgerFixtures.someRow()));
  }

  private static LedgerWork urgent() {
    return LedgerWork.urgent(rows(1));
  }

  private static List<LedgerRow> rows(int count) {
    return Collections.nCopies(count, LedgerFixtures.someRow());
  }
}
