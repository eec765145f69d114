package dev.quorate.usage.rollup;

import dev.quorate.database.DatabaseReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Rolls up what the ledger got, every few seconds. */
@Singleton
class Rollups {
  private static final System.Logger LOG = System.getLogger(Rollups.class.getName());

  private final RollupStore store;
  private final long intervalMs;
  private final int rows;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-usage-rollup").factory());
  private boolean failing;

  @Inject
  Rollups(
      RollupStore store,
      @ConfigProperty(name = "quorate.usage.rollup-interval-ms") long intervalMs,
      @ConfigProperty(name = "quorate.usage.rollup-rows") int rows) {
    this.store = store;
    this.intervalMs = intervalMs;
    this.rows = rows;
  }

  void start(@Observes @Priority(500) DatabaseReady ready) {
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::round, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void round() {
    try {
      catchUp();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(
            System.Logger.Level.WARNING, "Usage is not rolled up; reports are exact but slow.", e);
      }
      failing = true;
    }
  }

  private void catchUp() {
    long took;
    do {
      took = store.roll(rows);
    } while (took > 0 && !Thread.currentThread().isInterrupted());
  }

  @PreDestroy
  void stop() {
    scheduler.shutdownNow();
  }
}
