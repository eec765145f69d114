package dev.quorate.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every {@code QUORATE_*} variable there is. An unknown one is a typing mistake, and is refused.
 */
public final class Variables {
  private static final String PREFIX = "QUORATE_";
  private static final String DEFAULTS = "/META-INF/microprofile-config.properties";

  private final Set<String> known = new TreeSet<>();

  private Variables() {}

  /** The launcher's own, and one for each {@code quorate.*} key of the application's defaults. */
  public static Variables ofThisBuild() {
    Variables variables = new Variables();
    for (Variable variable : Variable.values()) {
      variables.known.add(variable.name());
    }
    for (String key : defaults().stringPropertyNames()) {
      if (key.startsWith("quorate.")) {
        variables.known.add(asVariable(key));
      }
    }
    return variables;
  }

  /** Names in alphabetical order. */
  public Set<String> names() {
    return Set.copyOf(known);
  }

  /**
   * Looks at the names of an environment.
   *
   * @throws StartFailed naming the unknown variable and the nearest known one
   */
  void refuseUnknown(Set<String> environment) {
    for (String name : new TreeSet<>(environment)) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        throw new StartFailed(
            "Unknown variable "
                + name
                + ". Did you mean "
                + nearest(name)
                + "? See docs/reference/configuration.md.");
      }
    }
  }

  /** {@code quorate.http.body-limit} is read from {@code QUORATE_HTTP_BODY_LIMIT}. */
  static String asVariable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private String nearest(String name) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .orElseThrow();
  }

  /** Levenshtein distance. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
      }
      previous = current;
    }
    return previous[right.length()];
  }

  /** What a key of the application is when nobody sets it. */
  static String defaultOf(String key) {
    return defaults().getProperty(key, "");
  }

  private static Properties defaults() {
    Properties properties = new Properties();
    try (InputStream file = Variables.class.getResourceAsStream(DEFAULTS)) {
      if (file != null) {
        properties.load(file);
      }
      return properties;
    } catch (IOException e) {
      throw new StartFailed("Cannot read " + DEFAULTS + ": " + e.getMessage(), e);
    }
  }
}
