package dev.quorate.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases inside a server of ours. */
final class PostgresDatabases {
  private static final String MAINTENANCE = "postgres";

  private PostgresDatabases() {}

  /** Makes the database unless it is there; the name is a constant of ours. */
  static void ensure(PostgresServer server, String name) {
    try (Connection connection =
        DriverManager.getConnection(server.url(MAINTENANCE), server.user(), server.password())) {
      if (!exists(connection, name)) {
        try (Statement create = connection.createStatement()) {
          create.execute("CREATE DATABASE " + name);
        }
      }
    } catch (SQLException e) {
      throw new StartFailed(
          "The embedded PostgreSQL does not let its owner in: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
