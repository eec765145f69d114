package dev.quorate.tenancy.limits;

import dev.quorate.database.DatabaseReady;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The running requests of this node that count against a limit on requests at once. Told to the
 * database thrice in the time it believes them, so that those of a node that died are free again
 * soon.
 */
@Singleton
public class SlotLeases {
  private static final System.Logger LOG = System.getLogger(SlotLeases.class.getName());
  private static final int TOLD_PER_LEASE = 3;

  private final RateStore store;
  private final Clock clock;
  private final Duration lease;
  private final UUID node;
  private final Map<WorkspaceId, Set<UUID>> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-slot-leases").factory());

  @Inject
  public SlotLeases(
      RateStore store,
      Clock clock,
      @ConfigProperty(name = "quorate.tenancy.slot-lease-ms") long leaseMillis) {
    if (leaseMillis < 1_000 || leaseMillis > 60_000) {
      throw new IllegalStateException("quorate.tenancy.slot-lease-ms must be from 1000 to 60000");
    }
    this.store = store;
    this.clock = clock;
    this.lease = Duration.ofMillis(leaseMillis);
    this.node = UuidV7.create(clock);
  }

  void start(@Observes @Priority(150) DatabaseReady ready) {
    long period = lease.toMillis() / TOLD_PER_LEASE;
    var _ = scheduler.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  RateStore.Slot next() {
    return new RateStore.Slot(UuidV7.create(clock), node, lease);
  }

  void hold(WorkspaceId workspace, RateStore.Slot slot) {
    held.computeIfAbsent(workspace, any -> ConcurrentHashMap.newKeySet()).add(slot.id());
  }

  void release(WorkspaceId workspace, RateStore.Slot slot) {
    Set<UUID> slots = held.get(workspace);
    if (slots != null) {
      slots.remove(slot.id());
    }
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  void renew() {
    held.forEach((workspace, slots) -> {
      try {
        if (!slots.isEmpty()) {
          store.renew(workspace, node, Set.copyOf(slots), lease);
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Running requests could not be told to the database.", e);
      }
    });
  }

  @PreDestroy
  void stop() {
    scheduler.shutdownNow();
  }
}
