package dev.quorate.billing;

import dev.quorate.billing.budget.BudgetScope;
import dev.quorate.billing.budget.HoldVerdict;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that fails as told and remembers what was written. */
final class ScriptedSink implements LedgerWriter.Sink {
  private final List<List<LedgerRow>> groups = new ArrayList<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private boolean broken;
  private @Nullable BudgetScope exhausted;
  private @Nullable Predicate<LedgerRow> unacceptable;

  /** The next write fails like this; a write whose answer is lost happens all the same. */
  private record Failure(LedgerFault.Kind kind, boolean written) {}

  ScriptedSink failingOnce(LedgerFault.Kind kind) {
    failures.add(new Failure(kind, false));
    return this;
  }

  /** A budget of this scope has no room; with null it has again. */
  ScriptedSink exhausted(@Nullable BudgetScope scope) {
    exhausted = scope;
    return this;
  }

  /** The next write throws what no sink should. */
  ScriptedSink breakingOnce() {
    broken = true;
    return this;
  }

  ScriptedSink losingAnAnswer() {
    failures.add(new Failure(LedgerFault.Kind.UNCERTAIN, true));
    return this;
  }

  ScriptedSink refusing(Predicate<LedgerRow> row) {
    unacceptable = row;
    return this;
  }

  @Override
  public List<HoldVerdict> write(List<LedgerRow> rows, boolean again) throws LedgerFault {
    if (broken) {
      broken = false;
      throw new IllegalStateException("scripted");
    }
    Failure failure = failures.poll();
    if (failure != null && !failure.written()) {
      throw fault(failure.kind());
    }
    if (unacceptable != null && rows.stream().anyMatch(unacceptable)) {
      throw fault(LedgerFault.Kind.REJECTED);
    }
    List<LedgerRow> absent =
        rows.stream()
            .filter(row -> !rows().contains(row))
            .filter(row ->
                exhausted == null || !(row instanceof LedgerRow.Hold || row.heldBy() != null))
            .toList();
    groups.add(absent);
    if (failure != null) {
      throw fault(failure.kind());
    }
    return verdicts(rows);
  }

  private List<HoldVerdict> verdicts(List<LedgerRow> rows) {
    BudgetScope full = exhausted;
    return full == null
        ? List.of()
        : rows.stream()
            .filter(LedgerRow.Hold.class::isInstance)
            .map(row -> new HoldVerdict(((LedgerRow.Hold) row).id(), full, null))
            .toList();
  }

  @Override
  public void close() {}

  /** Groups in the order they were written. */
  List<List<LedgerRow>> groups() {
    return groups;
  }

  /** All rows in the order they were written. */
  List<LedgerRow> rows() {
    return groups.stream().flatMap(List::stream).toList();
  }

  <R extends LedgerRow> List<R> rows(Class<R> kind) {
    return rows().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static LedgerFault fault(LedgerFault.Kind kind) {
    return new LedgerFault(kind, new SQLException("scripted"));
  }
}
