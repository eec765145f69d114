package dev.quorate.billing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Rows that are committed together or not at all, and the wait for that. */
final class LedgerWork {
  private final List<LedgerRow> rows;
  private final boolean urgent;
  private final CompletableFuture<Void> commit = new CompletableFuture<>();

  private LedgerWork(List<LedgerRow> rows, boolean urgent) {
    this.rows = List.copyOf(rows);
    this.urgent = urgent;
  }

  /** Somebody waits for the commit. */
  static LedgerWork urgent(List<LedgerRow> rows) {
    return new LedgerWork(rows, true);
  }

  /** Nobody waits: the rows ride with the next that somebody waits for. */
  static LedgerWork lazy(LedgerRow... rows) {
    return new LedgerWork(List.of(rows), false);
  }

  List<LedgerRow> rows() {
    return rows;
  }

  boolean isUrgent() {
    return urgent;
  }

  /** Whether it is committed or rejected. */
  boolean isDone() {
    return commit.isDone();
  }

  void committed() {
    commit.complete(null);
  }

  /** The database refuses these rows for what they are; they will never be written. */
  void rejected(LedgerFault fault) {
    commit.completeExceptionally(fault);
  }

  /**
   * Waits for the commit. An interrupt does not shorten the wait and is kept for the caller: the
   * write happens or not whoever waits for it.
   *
   * @return false when the time was over first
   * @throws LedgerFault when the rows were rejected
   */
  boolean await(Duration patience) throws LedgerFault {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          commit.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          return false;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof LedgerFault fault ? fault : new LedgerFault(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
