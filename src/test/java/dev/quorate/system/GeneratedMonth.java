package dev.quorate.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;

/** The last month of a workspace, generated: the same lines every time, written as the owner. */
final class GeneratedMonth {
  private static final String SCRIPT = "million-lines.sql";

  /** Waits for the server's own round, whose lock it is. */
  private static final String ROLL =
      "SELECT quorate_usage_roll(20000)"
          + " FROM pg_advisory_xact_lock(hashtextextended('quorate usage roll-up', 0))";

  private GeneratedMonth() {}

  /** The month before this one; its partitions exist in every database. */
  static YearMonth month() {
    return YearMonth.now(ZoneOffset.UTC).minusMonths(1);
  }

  /** Writes so many requests of four lines each. */
  static void write(String workspace, int requests) {
    try (Connection owner = connect();
        Statement statement = owner.createStatement()) {
      set(owner, "TimeZone", "UTC");
      set(owner, "soak.workspace", workspace);
      set(owner, "soak.requests", String.valueOf(requests));
      set(owner, "soak.month", month() + "-01 00:00:00+00");
      for (String part : script().split("\n\n")) {
        statement.execute(part);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rolls up all there is; says how many lines it took. */
  static long roll() {
    long lines = 0;
    long took;
    do {
      took = Long.parseLong(ask(ROLL));
      lines += took;
    } while (took > 0);
    return lines;
  }

  /** The one value a query gives to the owner. */
  static String ask(String sql) {
    try (Connection owner = connect();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void execute(String sql) {
    try (Connection owner = connect();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection connect() throws SQLException {
    QuorateServer server = QuorateServer.shared();
    return DriverManager.getConnection(
        server.jdbcUrl(), server.databaseUser(), server.databasePassword());
  }

  private static void set(Connection owner, String name, String value) throws SQLException {
    try (PreparedStatement set = owner.prepareStatement("SELECT set_config(?, ?, false)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }

  private static String script() {
    try (InputStream file = GeneratedMonth.class.getResourceAsStream(SCRIPT)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
