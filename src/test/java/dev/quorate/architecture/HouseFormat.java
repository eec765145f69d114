package dev.quorate.architecture;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * google-java-format, as a check for the tests and, run by hand, as the tool that applies it:
 * {@code mvn -Pformat process-test-classes}.
 */
final class HouseFormat {
  private HouseFormat() {}

  /** Rewrites every source file that is not in the house's format, and names it. */
  public static void main(String[] arguments) throws IOException {
    for (Path file : Sources.all()) {
      String text = Files.readString(file);
      String formatted = formatted(text);
      if (!formatted.equals(text)) {
        Files.writeString(file, formatted);
        System.out.println(file);
      }
    }
  }

  /** The text as the house writes it. */
  static String formatted(String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
