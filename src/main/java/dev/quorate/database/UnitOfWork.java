package dev.quorate.database;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  private static final int REPEATS = 3;
  private static final String SET_WORKSPACE = "SELECT set_config('app.workspace_id', ?, true)";

  private final Doors doors;
  private final Mapping mapping;

  @Inject
  UnitOfWork(Doors doors, Mapping mapping) {
    this.doors = doors;
    this.mapping = mapping;
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
   * Runs work that belongs to the platform: catalogue, key look-up, reports across workspaces, the
   * ledger writer. No workspace is set.
   *
   * @throws DatabaseUnavailable when the door is full, no connection can be had, or it broke
   */
  public <T> T onPlatform(Door door, Function<StatelessSession, T> work) {
    return repeated(door, null, work);
  }

  private <T> T repeated(
      Door door, @Nullable WorkspaceId workspace, Function<StatelessSession, T> work) {
    for (int repeat = 0; ; repeat++) {
      try {
        return once(door, workspace, work);
      } catch (Undone undone) {
        if (repeat == REPEATS) {
          throw undone.asFailure();
        }
        pause(repeat);
      }
    }
  }

  private <T> T once(
      Door door, @Nullable WorkspaceId workspace, Function<StatelessSession, T> work) {
    Connection connection = doors.enter(door);
    try (StatelessSession session = mapping.open(connection)) {
      T result;
      try {
        session.getTransaction().begin();
        if (workspace != null) {
          setWorkspace(connection, workspace);
        }
        result = work.apply(session);
      } catch (RuntimeException | SQLException e) {
        rollBack(session, e);
        throw Undone.orOwn(e);
      }
      commit(session);
      return result;
    } finally {
      doors.leave(door, connection);
    }
  }

  private static void setWorkspace(Connection connection, WorkspaceId workspace)
      throws SQLException {
    try (PreparedStatement set = connection.prepareStatement(SET_WORKSPACE)) {
      set.setString(1, workspace.value().toString());
      set.execute();
    }
  }

  private static void commit(StatelessSession session) {
    try {
      session.getTransaction().commit();
    } catch (RuntimeException e) {
      if (SqlFault.of(e) == SqlFault.CONNECTION) {
        throw new DatabaseUnavailable("The answer to COMMIT was lost.", e, true);
      }
      throw Undone.orOwn(e);
    }
  }

  private static void rollBack(StatelessSession session, Exception because) {
    try {
      session.getTransaction().rollback();
    } catch (RuntimeException e) {
      // The connection is gone, and the transaction with it; the first exception tells more.
      because.addSuppressed(e);
    }
  }

  /** Two that collided should not meet again at the same moment: 5 to 15 ms, doubled each time. */
  private static void pause(int repeat) {
    long millis = ThreadLocalRandom.current().nextLong(5, 16) << repeat;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
