package dev.quorate.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Limits on files, methods, parameters and type names, for one source text. */
final class SizeRules {
  private static final int FILE = 300;
  private static final int TEST_FILE = 400;
  private static final int SEALED_WIRE_FAMILY = 500;
  private static final int METHOD = 40;

  /** A table of cases is one method. */
  private static final int TEST_METHOD = 80;

  private static final int PARAMETERS = 5;

  /** Words that say nothing about what a type is. */
  private static final Set<String> BANNED =
      Set.of(
          "Manager",
          "Helper",
          "Util",
          "Utils",
          "Impl",
          "Processor",
          "Handler",
          "Info",
          "Data",
          "Base",
          "Abstract",
          "Common",
          "Service",
          "Dto",
          "New");

  /** Names in which a banned word is the thing itself, each with its reason. */
  private static final Set<String> ALLOWED =
      Set.of(
          // A lock on the data directory, an operator's word.
          "DataLock",
          // A provider's base_url is a word of the wire.
          "BaseUrls");

  private SizeRules() {}

  /** What is wrong with the file, one sentence each. */
  static List<String> violations(Path file, String text) {
    return violations(file, text, ParsedSource.of(text));
  }

  /** The same for a text that was read before. */
  static List<String> violations(Path file, String text, ParsedSource source) {
    List<String> found = new ArrayList<>();
    long lines = text.lines().count();
    long limit = fileLimit(file, text);
    if (lines > limit) {
      found.add("%s has %d lines, more than %d".formatted(file, lines, limit));
    }
    for (ParsedSource.Method method : source.methods()) {
      if (method.lines() > (file.startsWith(Sources.TEST) ? TEST_METHOD : METHOD)) {
        found.add("%s: %s has %d lines".formatted(file, method.name(), method.lines()));
      }
      if (method.parameters() > PARAMETERS && !method.freeOfParameterLimit()) {
        found.add("%s: %s has %d parameters".formatted(file, method.name(), method.parameters()));
      }
    }
    for (String type : source.types()) {
      if (hasBannedWord(type)) {
        found.add("%s: the name %s says too little".formatted(file, type));
      }
    }
    return found;
  }

  private static long fileLimit(Path file, String text) {
    if (file.startsWith(Sources.TEST)) {
      return TEST_FILE;
    }
    return text.contains("public sealed interface ") && text.contains("@Json")
        ? SEALED_WIRE_FAMILY
        : FILE;
  }

  private static boolean hasBannedWord(String type) {
    if (ALLOWED.contains(type.replaceAll("(Test|IT)$", ""))) {
      return false;
    }
    if (type.endsWith("2")) {
      return true;
    }
    for (String word : type.split("(?=\\p{Lu})", -1)) {
      if (BANNED.contains(word) || BANNED.contains(capitalised(word))) {
        return true;
      }
    }
    return false;
  }

  private static String capitalised(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
