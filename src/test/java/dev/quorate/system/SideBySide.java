package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    Set<String> arrived = new TreeSet<>(received);
    assertThat(received).as("sent twice for one line").hasSameSizeAs(arrived);
    assertThat(lines.keySet()).as("lost: a call without a line").containsAll(arrived);
    assertThat(withOutcome("ok"))
        .as("billed as answered and never seen")
        .allMatch(arrived::contains);
    assertThat(lines)
        .as("seen by nobody")
        .allSatisfy((id, outcome) -> {
          if (!arrived.contains(id)) {
            assertThat(outcome).isIn("unknown", "not_sent");
          }
        });
  }

  long lines(String outcome) {
    return withOutcome(outcome).size();
  }

  private Set<String> withOutcome(String outcome) {
    return lines.entrySet().stream()
        .filter(line -> outcome.equals(line.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "provider saw %d calls; %d lines: %d ok, %d unknown, %d not sent"
        .formatted(received.size(), lines.size(), lines("ok"), lines("unknown"), lines("not_sent"));
  }
}
