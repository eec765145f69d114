package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A provider's log and the ledger, laid side by side by the id that each call carries. */
final class SideBySide {
  private final List<String> received;
  private final Map<String, String> lines;

  private SideBySide(List<String> received, Map<String, String> lines) {
    this.received = received;
    this.lines = lines;
  }

  /** Everything the provider's log and the ledger have of a model. */
  static SideBySide of(TestServer server, FakeProvider provider, String model) {
    List<String> received =
        provider.calls(model).stream().map(call -> call.header("x-client-request-id")).toList();
    try (Connection owner = server.asOwner()) {
      return new SideBySide(received, lines(owner, model));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> lines(Connection owner, String model) throws SQLException {
    Map<String, String> lines = new HashMap<>();
    try (PreparedStatement select =
        owner.prepareStatement(
            "SELECT i.call_id, s.outcome FROM call_intent i LEFT JOIN call_settlement s"
                + " USING (workspace_id, call_id, day) WHERE i.model = ?")) {
      select.setString(1, model);
      ResultSet row = select.executeQuery();
      while (row.next()) {
        lines.put(row.getString(1), row.getString(2));
      }
    }
    return lines;
  }

  /**
   * Each call that arrived is one line, none arrived twice, and what was answered did arrive. A
   * line without a call was committed and never sent; it says so, or that nobody knows.
   */
  void expectOneToOne() {
    Set<String> arrived = new HashSet<>(received);
    assertThat(arrived).as("sent twice for one line").hasSameSizeAs(received);
    assertThat(without(arrived, lines.keySet())).as("lost: calls without a line").isEmpty();
    Set<String> unseen = without(lines.keySet(), arrived);
    assertThat(unseen.stream().map(lines::get).distinct())
        .as("what is said of lines that nobody saw")
        .isSubsetOf("unknown", "not_sent");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  long lines(String outcome) {
    return lines.values().stream().filter(outcome::equals).count();
  }

  @Override
  public String toString() {
    return "provider saw %d calls; %d lines: %d ok, %d unknown, %d not sent"
        .formatted(received.size(), lines.size(), lines("ok"), lines("unknown"), lines("not_sent"));
  }
}
