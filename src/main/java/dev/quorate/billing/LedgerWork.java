package dev.quorate.billing;

import dev.quorate.billing.budget.HoldVerdict;
import dev.quorate.billing.journal.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows that are committed together or not at all, and the wait for that. */
final class LedgerWork implements Ending {
  private final List<LedgerRow> rows;
  private final boolean urgent;

  /** Of the writing thread only. */
  private boolean tried;

  private final CompletableFuture<Written> commit = new CompletableFuture<>();

  /**
   * The commit of the rows.
   *
   * @param verdict what the budgets said to the work's holds, the tightest of them; null when no
   *     budget has a say. A refusal: nothing of this work is written
   */
  record Written(@Nullable HoldVerdict verdict) {
    boolean isRefused() {
      return verdict != null && verdict.refused() != null;
    }
  }

  private LedgerWork(List<LedgerRow> rows, boolean urgent) {
    this.rows = List.copyOf(rows);
    this.urgent = urgent;
  }

  /** Somebody waits for the commit. */
  static LedgerWork urgent(List<LedgerRow> rows) {
    return new LedgerWork(rows, true);
  }

  /** Nobody waits: the rows ride with the next that somebody waits for. */
  static LedgerWork lazy(List<LedgerRow> rows) {
    return new LedgerWork(rows, false);
  }

  List<LedgerRow> rows() {
    return rows;
  }

  boolean isUrgent() {
    return urgent;
  }

  /** It is about to be sent. */
  void tried() {
    tried = true;
  }

  /** Whether an earlier try may have written it. */
  boolean isTried() {
    return tried;
  }

  /** Whether it is committed or rejected. */
  boolean isDone() {
    return commit.isDone();
  }

  @Override
  public boolean isOver() {
    return isDone();
  }

  @Override
  public String line() {
    return LedgerTables.journalLine(rows);
  }

  /**
   * @param verdicts what the budgets said to the group's holds, by hold
   */
  void committed(Map<UUID, HoldVerdict> verdicts) {
    commit.complete(
        new Written(
            rows.stream()
                .map(LedgerWork::hold)
                .filter(Objects::nonNull)
                .map(verdicts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null)));
  }

  private static @Nullable UUID hold(LedgerRow row) {
    return switch (row) {
      case LedgerRow.Hold hold -> hold.id();
      case LedgerRow.HoldEnd end -> end.id();
      default -> null;
    };
  }

  /** Runs once the rows are written; never for rejected ones. */
  void whenWritten(Consumer<Written> then) {
    var _ = commit.thenAccept(then);
  }

  /** How the commit went; only after {@link #await} said true. */
  Written written() {
    return commit.join();
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
