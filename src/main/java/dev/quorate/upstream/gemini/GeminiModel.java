package dev.quorate.upstream.gemini;

import dev.quorate.upstream.gemini.GenerateRequest.Thinking;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes, as far as its name tells. A Gemini without a version in its name is one of
 * the newest.
 *
 * @param version 205 for 2.5; 0 for a model that is no Gemini
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">thinking</a>
 */
record GeminiModel(String name, int version) {
  private static final Pattern NAMED = Pattern.compile("gemini-(?:(\\d+)(?:\\.(\\d+))?)?");
  private static final int THREE = 300;

  static GeminiModel named(String name) {
    Matcher parts = NAMED.matcher(name);
    if (!parts.find()) {
      return new GeminiModel(name, 0);
    }
    String major = parts.group(1);
    String minor = parts.group(2);
    if (major == null) {
      return new GeminiModel(name, Integer.MAX_VALUE);
    }
    return new GeminiModel(
        name, 100 * Integer.parseInt(major) + (minor == null ? 0 : Integer.parseInt(minor)));
  }

  /** Since 3 a call of the past must come with the signature of its thoughts, or say why not. */
  boolean wantsSignatures() {
    return version >= THREE;
  }

  /** Before 3, JSON output and functions exclude each other. */
  boolean takesFormatWithTools() {
    return version >= THREE;
  }

  /** How much to think, null where the model is not to be told. */
  @Nullable Thinking thinking(@Nullable String effort, int cap) {
    if (effort == null || version < 205) {
      return null;
    }
    return version >= THREE ? level(effort) : budget(effort, cap);
  }

  /** The levels that every model has; {@code minimal} only some do. */
  private static @Nullable Thinking level(String effort) {
    return switch (effort) {
      case "none", "minimal", "low" -> new Thinking("low", null);
      case "medium" -> new Thinking("medium", null);
      case "high", "xhigh", "max" -> new Thinking("high", null);
      default -> null;
    };
  }

  /** The budgets of Google's own OpenAI-compatible API, within the cap that includes thoughts. */
  private @Nullable Thinking budget(String effort, int cap) {
    int wanted =
        switch (effort) {
          // The larger models cannot do without.
          case "none" -> name.contains("pro") ? 128 : 0;
          case "minimal", "low" -> 1024;
          case "medium" -> 8192;
          case "high", "xhigh", "max" -> 24_576;
          default -> -1;
        };
    int room = cap / 2;
    boolean fits = wanted >= 0 && (wanted <= room || room >= 512);
    return fits ? new Thinking(null, Math.min(wanted, room)) : null;
  }
}
