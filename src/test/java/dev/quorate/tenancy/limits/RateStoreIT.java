package dev.quorate.tenancy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.system.FreshDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rate limits on a real database; two stores are two nodes. */
class RateStoreIT {
  private static final Duration LEASE = Duration.ofSeconds(45);

  private static PlainUnitOfWork work;
  private static PlainUnitOfWork otherWork;
  private static RateStore one;
  private static RateStore other;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final UUID node = UUID.randomUUID();

  @BeforeAll
  static void open() {
    FreshDatabase database = FreshDatabase.create();
    work = PlainUnitOfWork.on(database, List::of);
    otherWork = PlainUnitOfWork.on(database, List::of);
    one = new RateStore(work.unit());
    other = new RateStore(otherWork.unit());
  }

  @AfterAll
  static void close() {
    work.close();
    otherWork.close();
  }

  private static List<Subject> workspaceLimit(Integer rpm, Integer tpm, Integer concurrent) {
    return List.of(new Subject("workspace", new RateLimit(rpm, tpm, concurrent)));
  }

  private RateStore.Slot slot(Duration lease) {
    return new RateStore.Slot(UUID.randomUUID(), node, lease);
  }

  private GatewayException refusal(Callable<?> action) throws Exception {
    try {
      action.call();
    } catch (GatewayException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      return refused;
    }
    throw new AssertionError("was let in");
  }

  @Test
  void requestsAMinuteAreCountedAcrossNodes() throws Exception {
    List<Subject> subjects = workspaceLimit(4, null, null);

    assertThat(one.take(workspace, subjects, 1, slot(LEASE)).getFirst().remaining()).isEqualTo(3);
    other.take(workspace, subjects, 1, slot(LEASE));
    one.take(workspace, subjects, 1, slot(LEASE));
    other.take(workspace, subjects, 1, slot(LEASE));

    GatewayException refused = refusal(() -> one.take(workspace, subjects, 1, slot(LEASE)));
    assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(15));
    assertThat(one.take(new WorkspaceId(UUID.randomUUID()), subjects, 1, slot(LEASE)))
        .as("another workspace has its own")
        .hasSize(1);
  }

  @Test
  void aRefusedRequestCountsNowhere() throws Exception {
    List<Subject> both =
        List.of(
            new Subject("key:a", new RateLimit(10, null, 10)),
            new Subject("workspace", new RateLimit(1, null, null)));
    one.take(workspace, both, 1, slot(LEASE));
    for (int i = 0; i < 3; i++) {
      refusal(() -> one.take(workspace, both, 1, slot(LEASE)));
    }

    Standing key = one.take(workspace, both.subList(0, 1), 1, slot(LEASE)).getFirst();
    assertThat(key.remaining()).isEqualTo(8);
  }

  @Test
  void tokensAreReservedAndCorrectedAtTheEnd() throws Exception {
    List<Subject> subjects = workspaceLimit(null, 1_000, null);
    RateStore.Slot slot = slot(LEASE);

    assertThat(one.take(workspace, subjects, 900, slot).getFirst().remaining()).isEqualTo(100);
    refusal(() -> other.take(workspace, subjects, 500, slot(LEASE)));
    other.end(workspace, subjects, slot.id(), 900, 100L);
    assertThat(one.take(workspace, subjects, 500, slot(LEASE)).getFirst().remaining())
        .isBetween(400L, 410L);
  }

  @Test
  void aRequestAboveTheWholeMinuteTakesTheWholeMinute() throws Exception {
    List<Subject> subjects = workspaceLimit(null, 1_000, null);

    assertThat(one.take(workspace, subjects, 50_000, slot(LEASE)).getFirst().remaining()).isZero();
    refusal(() -> one.take(workspace, subjects, 1_000, slot(LEASE)));
  }

  @Test
  void moreThanWasReservedIsOwed() throws Exception {
    List<Subject> subjects = workspaceLimit(null, 1_000, null);
    RateStore.Slot slot = slot(LEASE);
    one.take(workspace, subjects, 1_000, slot);
    one.end(workspace, subjects, slot.id(), 1_000, 1_500L);

    GatewayException refused = refusal(() -> one.take(workspace, subjects, 1, slot(LEASE)));
    assertThat(refused.retryAfter()).isGreaterThan(Duration.ofSeconds(25));
  }

  @Test
  void exactlyAsManyRunAtOnceAsMayHoweverManyAsk() throws Exception {
    List<Subject> subjects = workspaceLimit(null, null, 7);
    AtomicInteger in = new AtomicInteger();
    List<Future<?>> asked = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 60; i++) {
        RateStore store = i % 2 == 0 ? one : other;
        asked.add(
            callers.submit(() -> {
              try {
                store.take(workspace, subjects, 1, slot(LEASE));
                in.incrementAndGet();
              } catch (GatewayException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
              }
            }));
      }
    }
    for (Future<?> done : asked) {
      done.get();
    }

    assertThat(in).hasValue(7);
  }

  @Test
  void aSlotIsFreeWhenItsRequestEnds() throws Exception {
    List<Subject> subjects = workspaceLimit(null, null, 1);
    RateStore.Slot slot = slot(LEASE);
    one.take(workspace, subjects, 1, slot);
    refusal(() -> other.take(workspace, subjects, 1, slot(LEASE)));

    other.end(workspace, subjects, slot.id(), 1, null);

    assertThat(other.take(workspace, subjects, 1, slot(LEASE))).isEmpty();
  }

  @Test
  void slotsOfANodeThatDiedAreFreeAfterTheirLease() throws Exception {
    List<Subject> subjects = workspaceLimit(null, null, 1);
    RateStore.Slot dead = slot(LEASE);
    one.take(workspace, subjects, 1, dead);
    one.renew(workspace, node, List.of(dead.id()), LEASE);
    refusal(() -> other.take(workspace, subjects, 1, slot(LEASE)));

    one.renew(workspace, node, List.of(dead.id()), Duration.ofMillis(1));

    assertThat(isInWithin(Duration.ofSeconds(5), subjects)).isTrue();
  }

  private boolean isInWithin(Duration patience, List<Subject> subjects) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      try {
        other.take(workspace, subjects, 1, slot(LEASE));
        return true;
      } catch (GatewayException full) {
        assertThat(full.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      }
    }
    return false;
  }
}
