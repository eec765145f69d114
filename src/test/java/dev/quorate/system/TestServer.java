package dev.quorate.system;

import dev.quorate.launcher.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The running server as tests of the whole see it.
 *
 * @param url {@code http://127.0.0.1:port}, without a slash at the end
 * @param pid the server's process
 */
record TestServer(
    String url, String adminKey, String databaseUrl, String user, String password, long pid) {

  /**
   * The session's server; or one that somebody else started, named by {@code -Dquorate.test.url}
   * and its like, for trying a class against a server that stays up.
   */
  static TestServer shared() {
    String url = System.getProperty("quorate.test.url");
    if (url != null) {
      return new TestServer(
          url,
          System.getProperty("quorate.test.admin-key"),
          System.getProperty("quorate.test.db-url"),
          System.getProperty("quorate.test.db-user"),
          System.getProperty("quorate.test.db-password"),
          Long.getLong("quorate.test.pid", 0));
    }
    QuorateServer server = QuorateServer.shared();
    return new TestServer(
        server.baseUri().toString(),
        server.adminKey(),
        server.jdbcUrl(),
        server.databaseUser(),
        server.databasePassword(),
        server.pid());
  }

  /** A server of a test's own. */
  static TestServer of(OwnServer server) {
    PostgresServer postgres = server.postgres();
    return new TestServer(
        server.url(),
        server.adminKey(),
        postgres.url(),
        postgres.user(),
        postgres.password(),
        server.pid());
  }

  /** A connection with the rights the application has. */
  Connection asApplication() throws SQLException {
    return connect("-c role=quorate_app -c search_path=public");
  }

  /** A connection with the rights migrations have. */
  Connection asOwner() throws SQLException {
    return connect("-c search_path=public");
  }

  private Connection connect(String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("options", options);
    return DriverManager.getConnection(databaseUrl, properties);
  }
}
