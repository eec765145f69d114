package dev.quorate.billing;

import dev.quorate.billing.budget.HoldVerdict;
import dev.quorate.billing.journal.EndingJournal;
import dev.quorate.billing.recovery.LeaseLost;
import dev.quorate.billing.recovery.RecoveryStart;
import dev.quorate.billing.rows.LedgerPartitionStore;
import dev.quorate.database.DatabaseReady;
import dev.quorate.database.DatabaseUnavailable;
import dev.quorate.http.ProcessEnding;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's life in the server: partitions and writer when the database is ready, partitions
 * again every day, and at the end what still waits is written.
 */
@Singleton
class LedgerStart {
  private static final System.Logger LOG = System.getLogger(LedgerStart.class.getName());
  private static final String POOL = "jdbc/quorate-settlement";
  private static final long UPKEEP_HOURS = 24;

  private final LedgerWriter writer;
  private final LedgerPartitionStore partitions;
  private final RecoveryStart recovery;
  private final EndingJournal journal;
  private final Duration holdTtl;
  private final Duration drainWait;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-ledger-partitions").factory());

  private @Nullable Thread thread;
  private boolean stopped;

  @Inject
  LedgerStart(
      LedgerWriter writer,
      LedgerPartitionStore partitions,
      RecoveryStart recovery,
      EndingJournal journal,
      LedgerSettings settings) {
    this.writer = writer;
    this.partitions = partitions;
    this.recovery = recovery;
    this.journal = journal;
    this.holdTtl = settings.holdTtl();
    this.drainWait = settings.drainWait();
  }

  /** Before anything is written, what earlier processes left included. */
  void makeRoom(@Observes @Priority(280) DatabaseReady ready) {
    partitions.makeMonths();
  }

  void start(@Observes @Priority(300) DatabaseReady ready) {
    var _ = upkeep.scheduleWithFixedDelay(this::keepUp, UPKEEP_HOURS, UPKEEP_HOURS, TimeUnit.HOURS);
    recovery.beforeEnd(journal::keepAll);
    journal.start();
    LedgerWriter.Sink sink =
        new LeasedSink(PostgresSink.of(pool(), recovery.node(), holdTtl), recovery);
    thread =
        Thread.ofPlatform().daemon().name("quorate-ledger-writer").start(() -> writer.run(sink));
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void keepUp() {
    try {
      partitions.makeMonths();
    } catch (RuntimeException e) {
      // Three months are there ahead, so the next days' tries are in time.
      LOG.log(System.Logger.Level.WARNING, "The ledger's partitions could not be looked after.", e);
    }
  }

  void stop(@Observes @Priority(1000) ProcessEnding ending) {
    stop();
  }

  @PreDestroy
  synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    upkeep.shutdownNow();
    writer.end();
    if (!ended()) {
      writer.stop();
      LOG.log(
          System.Logger.Level.ERROR,
          journal.keepAll()
              ? "The database stayed away; {0} pieces of work are on disk for the next start."
              : "The database stayed away; {0} pieces of work are not in the ledger.",
          writer.waiting());
    } else {
      recovery.leave();
    }
  }

  private boolean ended() {
    try {
      return thread == null || thread.join(drainWait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes only while this node is not taken for dead. */
  private record LeasedSink(LedgerWriter.Sink sink, RecoveryStart recovery)
      implements LedgerWriter.Sink {
    @Override
    public List<HoldVerdict> write(List<LedgerRow> rows, boolean again) throws LedgerFault {
      try {
        recovery.lease().require();
      } catch (DatabaseUnavailable away) {
        throw new LedgerFault(LedgerFault.Kind.AWAY, away);
      } catch (LeaseLost lost) {
        recovery.end(lost);
        throw new LedgerFault(LedgerFault.Kind.AWAY, lost);
      }
      return sink.write(rows, again);
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  @SuppressWarnings("BanJNDI") // a name of ours, not of a user
  private static DataSource pool() {
    try {
      return InitialContext.doLookup(POOL);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no data source " + POOL + ".", e);
    }
  }
}
