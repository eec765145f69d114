package dev.quorate.upstream.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes, as far as its name tells: a Claude refuses the settings its generation does
 * not know. A Claude without a version in its name is one of the newest; a model that is no Claude
 * takes what the dialect has always had.
 *
 * @param family {@code opus}; empty for a model that is no Claude
 * @param version 405 for 4.5
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/effort">effort</a>
 */
record ClaudeModel(String family, int version) {
  private static final Pattern NAMED =
      Pattern.compile(
          "claude-(?:(\\d)(?:[-.](\\d{1,2}))?-)?([a-z]+)"
              + "(?:-(\\d{1,2})(?!\\d)(?:[-.](\\d{1,2})(?!\\d))?)?");

  private static final int NEWEST = Integer.MAX_VALUE;

  /** How a model is told to think before it answers. */
  enum ThinkingStyle {
    /** It cannot. */
    NONE,
    /** In so many tokens. */
    BUDGET,
    /** As it sees fit, within an effort. */
    ADAPTIVE
  }

  static ClaudeModel named(String name) {
    Matcher parts = NAMED.matcher(name);
    if (!parts.find()) {
      return new ClaudeModel("", 0);
    }
    String family = parts.group(3);
    if (parts.group(1) != null) {
      return new ClaudeModel(family, version(parts.group(1), parts.group(2)));
    }
    return new ClaudeModel(
        family, parts.group(4) == null ? NEWEST : version(parts.group(4), parts.group(5)));
  }

  private static int version(String major, @Nullable String minor) {
    return 100 * Integer.parseInt(major) + (minor == null ? 0 : Integer.parseInt(minor));
  }

  private boolean isClaude() {
    return !family.isEmpty();
  }

  /** Temperature and top_p: refused since 4.7. */
  boolean takesSampling() {
    return version < 407;
  }

  /** A choice that forces a call: refused since 5.1, but by the smallest ones. */
  boolean takesForcedTools() {
    return version <= 500 || family.equals("haiku");
  }

  /** A schema for the answer: since 4.5. */
  boolean takesSchema() {
    return version >= 405;
  }

  /**
   * @param reasons the catalogue says of the model that it reasons
   */
  ThinkingStyle thinking(boolean reasons) {
    if (!isClaude()) {
      return reasons ? ThinkingStyle.BUDGET : ThinkingStyle.NONE;
    }
    if (version < 307) {
      return ThinkingStyle.NONE;
    }
    return version < 406 ? ThinkingStyle.BUDGET : ThinkingStyle.ADAPTIVE;
  }

  /** The model's word for an effort, null when it is not to be told any. */
  @Nullable String effort(String word) {
    return switch (word) {
      case "low", "medium", "high", "max" -> word;
      case "minimal" -> "low";
      case "xhigh" -> version >= 407 ? "xhigh" : "high";
      // Since 5 they think unless told otherwise, and some cannot be told otherwise.
      case "none" -> version >= 500 ? "low" : null;
      default -> null;
    };
  }
}
