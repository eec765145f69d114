package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code db/invariants.sql}: each of its queries finds what breaks a rule of the ledger.
 */
final class Invariants {
  private Invariants() {}

  /**
   * Runs every query as the owner in one snapshot; fails with the rows of those that found
   * something.
   */
  static void expectNoneBroken(TestServer server) throws SQLException {
    List<String> broken = new ArrayList<>();
    try (Connection connection = server.asOwner();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      for (String query : queries()) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            broken.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
          }
        }
      }
      connection.rollback();
    }
    assertThat(broken).isEmpty();
  }

  /** Statements end with a semicolon at the end of a line. */
  static List<String> queries() {
    try {
      String file = Files.readString(Path.of("db/invariants.sql")).replaceAll("(?m)^--.*$", "");
      return List.of(file.split(";\\s*\\n")).stream().filter(query -> !query.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
