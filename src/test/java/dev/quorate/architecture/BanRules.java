package dev.quorate.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Expressions and words that have no place in a source text. */
final class BanRules {
  private static final Set<String> BANNED_IN_MAIN = Set.of("System.out", "System.err");

  /** A test waits for what happens; a pause before a retry is what the gateway itself is for. */
  private static final Set<String> BANNED_IN_TESTS = Set.of("Thread.sleep");

  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@(Disabled|Order|TestMethodOrder)\\b");
  private static final Pattern PLACE_ON_ONE_MACHINE = Pattern.compile("[\"(= ]/(work|root|home)/");

  private BanRules() {}

  /** What is wrong with the file, one sentence each. */
  static List<String> violations(Path file, String text) {
    return violations(file, text, ParsedSource.of(text));
  }

  /** The same for a text that was read before. */
  static List<String> violations(Path file, String text, ParsedSource source) {
    List<String> found = new ArrayList<>();
    boolean test = file.startsWith(Sources.TEST);
    for (String call : source.calls()) {
      if (test ? BANNED_IN_TESTS.contains(call) : isBannedInMain(file, call)) {
        found.add(file + ": " + call);
      }
      if (call.endsWith(".printStackTrace")) {
        found.add(file + ": " + call);
      }
    }
    for (long line : source.emptyCatches()) {
      found.add(file + ":" + line + ": a catch block that says nothing");
    }
    find(LEFT_OVER, file, text, found);
    find(PLACE_ON_ONE_MACHINE, file, text, found);
    if (test) {
      find(SWITCHED_OFF, file, text, found);
    }
    return found;
  }

  /** The launcher speaks to the terminal through one class. */
  private static boolean isBannedInMain(Path file, String call) {
    return BANNED_IN_MAIN.contains(call) && !file.endsWith("dev/quorate/launcher/Console.java");
  }

  private static void find(Pattern pattern, Path file, String text, List<String> found) {
    // These files name what they ban.
    if (file.endsWith("BanRules.java") || file.endsWith("BanRulesTest.java")) {
      return;
    }
    pattern.matcher(text).results().forEach(hit -> found.add(file + ": " + hit.group()));
  }
}
