package dev.quorate.system;

import dev.quorate.launcher.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A migrated database of a test class's own, copied from a template in a fraction of a second.
 *
 * @param url JDBC
 * @param user the owner, a superuser
 * @param password the owner's
 */
public record FreshDatabase(String url, String user, String password) {
  private static final String TEMPLATE = "quorate_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Makes one. It lives as long as the session's PostgreSQL. */
  public static FreshDatabase create() {
    PostgresServer postgres = World.current().postgres();
    int number = COUNT.incrementAndGet();
    String name = "test_" + number;
    synchronized (COUNT) {
      if (!exists(postgres, TEMPLATE)) {
        execute(postgres, "CREATE DATABASE " + TEMPLATE);
        migrate(postgres.url(TEMPLATE), postgres);
      }
      execute(postgres, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    }
    return new FreshDatabase(postgres.url(name), postgres.user(), postgres.password());
  }

  /** A connection as the owner, past every right and policy. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** A connection of the role that the platform's transactions become: rows of all workspaces. */
  public Connection connectAsSystem() throws SQLException {
    Connection connection = connectAsApplication();
    try (Statement become = connection.createStatement()) {
      become.execute("SET ROLE quorate_system");
    }
    return connection;
  }

  /** A connection as the application has it: role and search path from the start-up packet. */
  public Connection connectAsApplication() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("options", "-c role=quorate_app -c search_path=public");
    return DriverManager.getConnection(url, properties);
  }

  private static void migrate(String url, PostgresServer postgres) {
    Flyway.configure()
        .dataSource(url, postgres.user(), postgres.password())
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }

  private static boolean exists(PostgresServer postgres, String name) {
    try (Connection connection = connect(postgres);
        var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      return query.executeQuery().next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(PostgresServer postgres, String sql) {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(PostgresServer postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.url("postgres"), postgres.user(), postgres.password());
  }
}
