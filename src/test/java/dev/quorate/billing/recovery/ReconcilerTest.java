package dev.quorate.billing.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final Duration LOST_AFTER = Duration.ofSeconds(20);

  private final Leases leases = new Leases();
  private final NodeId node = new NodeId(Clock.systemUTC());
  private long now;
  private final Lease lease = new Lease(leases, node, LOST_AFTER, () -> now);
  private final Reconciler reconciler = new Reconciler(leases, lease, node, LOST_AFTER, () -> now);

  @Test
  void aNodeThatJustCameGivesTheOthersTimeToBeat() {
    reconciler.beat();
    pass(19);
    reconciler.beat();
    assertThat(leases.looks).isZero();

    pass(1);
    reconciler.beat();
    assertThat(leases.looks).isOne();
  }

  @Test
  void anOutageOfTheDatabaseCountsForNobody() {
    reconciler.beat();
    pass(20);
    leases.away = true;
    assertThatThrownBy(reconciler::beat).hasMessage("away");
    leases.away = false;

    pass(5);
    reconciler.beat();
    pass(19);
    reconciler.beat();
    assertThat(leases.looks).isZero();
    pass(1);
    reconciler.beat();
    assertThat(leases.looks).isOne();
  }

  @Test
  void aNodeTakenForDeadIsTold() {
    reconciler.beat();
    leases.dead = true;

    assertThatThrownBy(reconciler::beat).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aValidLeaseIsNotAskedFor() {
    lease.require();
    pass(14);
    lease.require();
    assertThat(leases.renewed).hasSize(1);
  }

  @Test
  void aLeaseThatMayHaveEndedIsAskedForBeforeTheNextWrite() {
    lease.require();
    pass(15);
    lease.require();
    assertThat(leases.renewed).containsExactly(node.value(), node.value());

    pass(60);
    leases.dead = true;
    assertThatThrownBy(lease::require).isInstanceOf(LeaseLost.class);
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  /** The database's side. */
  private static final class Leases implements NodeLeases {
    private final List<UUID> renewed = new ArrayList<>();
    private int looks;
    private boolean away;
    private boolean dead;

    @Override
    public boolean renew(UUID node) {
      if (away) {
        throw new IllegalStateException("away");
      }
      renewed.add(node);
      return !dead;
    }

    @Override
    public Ended endLost(Duration silence) {
      looks++;
      return Ended.NOTHING;
    }

    @Override
    public Ended leave(UUID node) {
      return Ended.NOTHING;
    }

    @Override
    public Ended endExpired() {
      return Ended.NOTHING;
    }
  }
}
