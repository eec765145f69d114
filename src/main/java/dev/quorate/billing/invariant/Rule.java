package dev.quorate.billing.invariant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One rule of the file of invariants.
 *
 * @param name such as {@code L2 settled twice}
 * @param sql selects what breaks it: {@code broken, workspace_id, id}
 */
public record Rule(String name, String sql) {
  private static final String FILE = "/db/invariants.sql";
  private static final Pattern NAME = Pattern.compile("SELECT '([^']+)' AS broken");

  /** All rules, in the order of the file. */
  public static List<Rule> all() {
    try (InputStream file = Rule.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The file of invariants is missing: " + FILE);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split(";\n"))
          .map(part -> part.replaceAll("(?m)^--.*$", "").strip())
          .filter(part -> !part.isEmpty())
          .map(Rule::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule of(String sql) {
    Matcher name = NAME.matcher(sql);
    if (!name.find()) {
      throw new IllegalStateException("A rule without a name: " + sql);
    }
    return new Rule(name.group(1), sql);
  }
}
