package dev.quorate.billing;

import dev.quorate.billing.invariant.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules of the ledger on a test's connection. */
public final class Invariants {
  private Invariants() {}

  /** Names of the rules that some row breaks; empty is good. */
  public static Set<String> broken(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      for (Rule rule : Rule.all()) {
        try (ResultSet rows = statement.executeQuery(rule.sql())) {
          if (rows.next()) {
            names.add(rows.getString("broken"));
          }
        }
      }
    }
    return names;
  }

  /** Names of all rules. */
  static Set<String> names() {
    return Rule.all().stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
