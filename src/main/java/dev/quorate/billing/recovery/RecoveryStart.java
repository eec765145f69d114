package dev.quorate.billing.recovery;

import dev.quorate.database.DatabaseReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The room's life in the server: the first lease before the first write, then beats. */
@Singleton
public class RecoveryStart {
  private static final System.Logger LOG = System.getLogger(RecoveryStart.class.getName());
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  /** The exit status of a program that has lost a resource it cannot do without. */
  private static final int UNAVAILABLE = 69;

  private final Reconciler reconciler;
  private final Lease lease;
  private final NodeId node;
  private final RecoverySettings settings;
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("quorate-recovery-", 0).factory());
  private volatile Runnable beforeEnd = () -> {};
  private boolean failing;

  @Inject
  RecoveryStart(Reconciler reconciler, Lease lease, NodeId node, RecoverySettings settings) {
    this.reconciler = reconciler;
    this.lease = lease;
    this.node = node;
    this.settings = settings;
  }

  void start(@Observes @Priority(290) DatabaseReady ready) {
    reconciler.beat();
    every(settings.heartbeat(), this::beat);
    every(EXPIRY, this::expire);
  }

  /** The name under which this process writes. */
  public UUID node() {
    return node.value();
  }

  /** This process's right to write. */
  public Lease lease() {
    return lease;
  }

  /** Has something done before this process ends for its lost lease. */
  public void beforeEnd(Runnable task) {
    beforeEnd = task;
  }

  private void every(Duration pause, Runnable task) {
    var _ =
        scheduler.scheduleWithFixedDelay(
            task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void beat() {
    try {
      reconciler.beat();
      if (failing) {
        LOG.log(System.Logger.Level.INFO, "The ledger's lease is renewed again.");
      }
      failing = false;
    } catch (LeaseLost lost) {
      end(lost);
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(System.Logger.Level.WARNING, "The ledger's lease could not be renewed.", e);
      }
      failing = true;
    }
  }

  private void expire() {
    try {
      reconciler.expire();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Expired holds could not be looked for.", e);
    }
  }

  /**
   * Ends the process: its requests were ended by others, and what it would write of them now would
   * contradict that. Whoever supervises it starts a fresh one.
   */
  public void end(LeaseLost lost) {
    LOG.log(
        System.Logger.Level.ERROR,
        "This process was silent for too long and its requests were ended by others; it ends.",
        lost);
    try {
      beforeEnd.run();
    } finally {
      Runtime.getRuntime().halt(UNAVAILABLE);
    }
  }

  /** After the ledger's last write. */
  public void leave() {
    scheduler.shutdownNow();
    try {
      reconciler.leave();
    } catch (RuntimeException e) {
      // The others, or this one's next start, find it after a while.
      LOG.log(System.Logger.Level.WARNING, "The ledger's lease could not be given back.", e);
    }
  }

  @PreDestroy
  void stop() {
    scheduler.shutdownNow();
  }
}
