package dev.quorate.database;

import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions and repeats the ones that were undone; a bean of its own because MicroProfile
 * Fault Tolerance acts on calls from one bean to another.
 */
@Singleton
public class Transactions {
  private static final String SET_WORKSPACE = "SELECT set_config('app.workspace_id', ?, true)";

  /** No query: whoever wants another isolation level may still ask for it after this. */
  private static final String BECOME_SYSTEM = "SET LOCAL ROLE quorate_system";

  private final Doors doors;
  private final Mapping mapping;

  @Inject
  Transactions(Doors doors, Mapping mapping) {
    this.doors = doors;
    this.mapping = mapping;
  }

  /**
   * One transaction, and up to three more. Two that collided should not meet again at the same
   * moment, so each waits 5 to 15 ms first.
   *
   * @throws Undone when the last of them was rolled back for a reason that may not hold another
   *     time
   */
  @Retry(maxRetries = 3, delay = 10, jitter = 5, maxDuration = 0, retryOn = Undone.class)
  public <T> T run(Door door, @Nullable WorkspaceId workspace, Function<StatelessSession, T> work) {
    Connection connection = doors.enter(door);
    try (StatelessSession session = mapping.open(connection)) {
      T result;
      try {
        session.getTransaction().begin();
        if (workspace == null) {
          becomeSystem(connection);
        } else {
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

  /** Until the end of the transaction: the role that sees the rows of all workspaces. */
  private static void becomeSystem(Connection connection) throws SQLException {
    try (Statement become = connection.createStatement()) {
      become.execute(BECOME_SYSTEM);
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
}
