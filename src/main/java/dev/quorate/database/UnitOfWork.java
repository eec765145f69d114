package dev.quorate.database;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one door, READ COMMITTED. It commits when the work returns and rolls back on
 * any exception, which then reaches the caller. Work that lost a conflict (SQLSTATE 40001, 40P01),
 * or whose connection broke before its COMMIT, is run again, at most three times: so it must do
 * nothing that the database cannot undo, and keep nothing from a run that failed.
 */
@Singleton
public class UnitOfWork {
  private final Transactions transactions;

  @Inject
  UnitOfWork(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Runs work that belongs to one workspace: the first statement sets {@code app.workspace_id} for
   * this transaction, which the row-level policies compare with.
   *
   * @throws DatabaseUnavailable when the door is full, no connection can be had, or it broke
   */
  public <T> T inWorkspace(Door door, WorkspaceId workspace, Function<StatelessSession, T> work) {
    return repeated(door, workspace, work);
  }

  /**
   * Runs work that belongs to the platform: catalogue, key look-up, reports across workspaces,
   * sweeps. No workspace is set, and the transaction sees the rows of all of them.
   *
   * @throws DatabaseUnavailable when the door is full, no connection can be had, or it broke
   */
  public <T> T onPlatform(Door door, Function<StatelessSession, T> work) {
    return repeated(door, null, work);
  }

  private <T> T repeated(
      Door door, @Nullable WorkspaceId workspace, Function<StatelessSession, T> work) {
    try {
      return transactions.run(door, workspace, work);
    } catch (Undone undone) {
      throw undone.asFailure();
    }
  }
}
