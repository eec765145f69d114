package dev.quorate.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A server somebody else started, named by {@code -Dquorate.test.url}, {@code .admin-key} and
 * {@code .db-url}: for trying one test class against a server that stays up.
 */
record ExternalServer(String url, String adminKey, String databaseUrl, long pid)
    implements TestServer {
  static TestServer fromSystemProperties() {
    return new ExternalServer(
        property("url"),
        property("admin-key"),
        property("db-url"),
        Long.parseLong(property("pid")));
  }

  @Override
  public Connection asApplication() {
    return connect("quorate_app");
  }

  @Override
  public Connection asOwner() {
    return connect("");
  }

  private Connection connect(String role) {
    try {
      return DriverManager.getConnection(
          databaseUrl + (role.isEmpty() ? "" : "&options=-c%20role=" + role));
    } catch (SQLException e) {
      throw new AssertionError("no connection to the server's database", e);
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty("quorate.test." + name), () -> "-Dquorate.test." + name);
  }
}
