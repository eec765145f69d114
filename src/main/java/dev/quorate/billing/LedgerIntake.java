package dev.quorate.billing;

import dev.quorate.billing.journal.EndingJournal;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The writer's front: hands rows in, and waits for their commit for as long as is configured. */
@Singleton
class LedgerIntake {
  private static final System.Logger LOG = System.getLogger(LedgerIntake.class.getName());
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  /** A commit takes a millisecond or two; a refusal is not worth waiting longer for. */
  private static final Duration MOST_REFUSAL_WAIT = Duration.ofMillis(250);

  private final LedgerQueue queue;
  private final Consumer<LedgerWork> journal;
  private final Duration commitWait;
  private final Duration closeWait;
  private final Duration refusalWait;

  /** What became of work somebody waited for. */
  enum Outcome {
    COMMITTED,
    /** The database refuses the rows: nothing is written. */
    REJECTED,
    /** Not known: the rows wait, are being written, or were just written. */
    LATE
  }

  @Inject
  LedgerIntake(LedgerQueue queue, LedgerSettings settings, EndingJournal journal) {
    this(queue, settings.commitWait(), settings.closeWait(), journal::note);
  }

  /**
   * @param journal told what has happened, before it is handed in
   */
  LedgerIntake(
      LedgerQueue queue, Duration commitWait, Duration closeWait, Consumer<LedgerWork> journal) {
    this.queue = queue;
    this.journal = journal;
    this.commitWait = commitWait;
    this.closeWait = closeWait;
    this.refusalWait = MOST_REFUSAL_WAIT.compareTo(closeWait) < 0 ? MOST_REFUSAL_WAIT : closeWait;
  }

  /**
   * Hands in rows that a request or a call waits for.
   *
   * @throws GatewayException LEDGER_UNAVAILABLE when the queue is full; nothing will be written
   */
  LedgerWork offer(List<LedgerRow> rows) {
    LedgerWork work = LedgerWork.urgent(rows);
    if (!queue.offer(work)) {
      throw unavailable();
    }
    return work;
  }

  /** Waits for work handed in by {@link #offer}. */
  Outcome await(LedgerWork work) {
    try {
      return work.await(commitWait) ? Outcome.COMMITTED : Outcome.LATE;
    } catch (LedgerFault e) {
      return Outcome.REJECTED;
    }
  }

  /** Takes late work back; false when it is too late for that, and it will be written. */
  boolean withdraw(LedgerWork work) {
    return queue.withdraw(work);
  }

  /** Hands in a row that nobody waits for. */
  void later(LedgerRow row) {
    add(LedgerWork.lazy(List.of(row)));
  }

  /** Hands in rows to follow others once those are written, whoever waited for them. */
  void following(LedgerWork work, Function<LedgerWork.Written, List<LedgerRow>> rows) {
    work.whenWritten(written -> {
      List<LedgerRow> next = rows.apply(written);
      if (!next.isEmpty()) {
        add(LedgerWork.urgent(next));
      }
    });
  }

  /** Hands in rows whose time has come, without waiting for their commit. */
  LedgerWork now(List<LedgerRow> rows) {
    LedgerWork work = LedgerWork.urgent(rows);
    add(work);
    return work;
  }

  private void add(LedgerWork work) {
    journal.accept(work);
    queue.add(work);
  }

  /**
   * Waits for the commit of a request's end; rows that are not written by then stay queued.
   *
   * @return whether they are written
   */
  boolean awaitEnd(LedgerWork work) {
    try {
      boolean written = work.await(closeWait);
      if (!written) {
        LOG.log(
            System.Logger.Level.WARNING, "A request's end is not written yet; it stays queued.");
      }
      return written;
    } catch (LedgerFault e) {
      // The writer has logged the rows.
      LOG.log(System.Logger.Level.DEBUG, "A request's end was refused.", e);
      return false;
    }
  }

  /**
   * Hands in rows that may be lost when the ledger is behind. Waits a moment for their commit, so
   * that whoever is told of the refusal can look it up.
   */
  void ifRoom(LedgerRow... rows) {
    LedgerWork work = LedgerWork.urgent(List.of(rows));
    if (!queue.offerOptional(work)) {
      LOG.log(System.Logger.Level.DEBUG, "A refusal is not recorded; the ledger is behind.");
      return;
    }
    try {
      if (!work.await(refusalWait)) {
        LOG.log(System.Logger.Level.DEBUG, "A refusal is not recorded yet; it stays queued.");
      }
    } catch (LedgerFault e) {
      // The writer has logged the rows.
      LOG.log(System.Logger.Level.DEBUG, "A refusal was refused by the ledger.", e);
    }
  }

  static GatewayException unavailable() {
    return ErrorCode.LEDGER_UNAVAILABLE
        .because("The ledger cannot be written at the moment; nothing was sent.")
        .retryAfter(TRY_AGAIN);
  }
}
