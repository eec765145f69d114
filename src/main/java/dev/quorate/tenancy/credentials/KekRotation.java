package dev.quorate.tenancy.credentials;

import dev.quorate.database.DatabaseReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where older keys are configured beside the newest, a start seals all stored credentials under the
 * newest, in the background and until it succeeded once. Only a start does: while keys change, one
 * node's newest is another's retired, and they must not take turns for ever.
 */
@Singleton
class KekRotation {
  private static final System.Logger LOG = System.getLogger(KekRotation.class.getName());
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private final Keks keks;
  private final Instance<Resealing> rooms;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-kek-rotation").factory());

  @Inject
  KekRotation(Keks keks, Instance<Resealing> rooms) {
    this.keks = keks;
    this.rooms = rooms;
  }

  void start(@Observes @Priority(500) DatabaseReady ready) {
    if (keks.haveRetired()) {
      worker.execute(this::run);
    }
  }

  private void run() {
    try {
      Resealing.Count count = Resealing.Count.NOTHING;
      for (Resealing room : rooms) {
        count = count.plus(room.reseal());
      }
      LOG.log(
          Level.INFO,
          "{0} stored credentials were sealed anew, all are under QUORATE_KEK but {1} that no key"
              + " opens.",
          count.anew(),
          count.unreadable());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Credentials could not be sealed anew; it is tried again.", e);
      var _ = worker.schedule(this::run, TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
