package dev.quorate.database;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.system.FreshDatabase;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The unit of work of a room's stores on a database of a test's own, without the server around it:
 * the same mapping, compared with the schema, and the application's role. Without the repetition of
 * lost conflicts, which belongs to the server.
 */
public final class PlainUnitOfWork implements AutoCloseable {
  private final SessionFactory factory;
  private final UnitOfWork unit;

  private PlainUnitOfWork(FreshDatabase database, SessionFactory factory) {
    this.factory = factory;
    this.unit = new UnitOfWork(new PlainTransactions(database, factory));
  }

  public static PlainUnitOfWork on(FreshDatabase database, EntityClasses room) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setOptions("-c role=quorate_app -c search_path=public");
    SessionFactory factory =
        new HibernatePersistenceConfiguration("plain")
            .managedClasses(room.entityClasses())
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source)
            .property(AvailableSettings.HBM2DDL_AUTO, "validate")
            .property(AvailableSettings.JDBC_TIME_ZONE, "UTC")
            .property(AvailableSettings.JAKARTA_VALIDATION_MODE, "none")
            .createEntityManagerFactory();
    return new PlainUnitOfWork(database, factory);
  }

  public UnitOfWork unit() {
    return unit;
  }

  @Override
  public void close() {
    factory.close();
  }

  private static final class PlainTransactions extends Transactions {
    private final FreshDatabase database;
    private final SessionFactory factory;

    @SuppressWarnings("NullAway") // what the server would give is not used
    PlainTransactions(FreshDatabase database, SessionFactory factory) {
      super(null, null);
      this.database = database;
      this.factory = factory;
    }

    @Override
    public <T> T run(
        Door door, @Nullable WorkspaceId workspace, Function<StatelessSession, T> work) {
      try (Connection connection = database.connectAsApplication();
          StatelessSession session =
              factory.withStatelessOptions().connection(connection).openStatelessSession()) {
        return inTransaction(connection, session, workspace, work);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static <T> T inTransaction(
        Connection connection,
        StatelessSession session,
        @Nullable WorkspaceId workspace,
        Function<StatelessSession, T> work)
        throws SQLException {
      session.getTransaction().begin();
      try {
        if (workspace == null) {
          becomeSystem(connection);
        } else {
          setWorkspace(connection, workspace);
        }
        T result = work.apply(session);
        session.getTransaction().commit();
        return result;
      } catch (RuntimeException e) {
        session.getTransaction().rollback();
        throw e;
      }
    }

    private static void becomeSystem(Connection connection) throws SQLException {
      try (Statement become = connection.createStatement()) {
        become.execute("SET LOCAL ROLE quorate_system");
      }
    }

    private static void setWorkspace(Connection connection, WorkspaceId workspace)
        throws SQLException {
      try (PreparedStatement set =
          connection.prepareStatement("SELECT set_config('app.workspace_id', ?, true)")) {
        set.setString(1, workspace.toString());
        set.execute();
      }
    }
  }
}
