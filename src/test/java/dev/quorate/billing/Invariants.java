package dev.quorate.billing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file of invariants, statement by statement. */
public final class Invariants {
  private static final Pattern NAME = Pattern.compile("SELECT '([^']+)' AS broken");

  private Invariants() {}

  /** Names of the rules that some row breaks; empty is good. */
  public static Set<String> broken(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        try (ResultSet rows = statement.executeQuery(sql)) {
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
    Set<String> names = new TreeSet<>();
    for (String sql : statements()) {
      Matcher name = NAME.matcher(sql);
      if (!name.find()) {
        throw new IllegalStateException("a statement without a name: " + sql);
      }
      names.add(name.group(1));
    }
    return names;
  }

  private static List<String> statements() {
    try (InputStream file = Invariants.class.getResourceAsStream("/db/invariants.sql")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split(";\n"))
          .map(part -> part.replaceAll("(?m)^--.*$", "").strip())
          .filter(part -> !part.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
