package dev.quorate.upstream.anthropic;

import org.jspecify.annotations.Nullable;

/** How many tokens of a capped answer may be thoughts, for models that are told a number. */
final class ThoughtBudget {
  /** The provider takes no smaller budget. */
  private static final int LEAST = 1024;

  private static final int MOST = 32_000;

  /** What the answer itself keeps of the cap. */
  private static final int ANSWER = 1024;

  private ThoughtBudget() {}

  /** The budget, or null where the effort asks for none or the cap leaves no room. */
  static @Nullable Integer of(String effort, int cap) {
    int room = cap - ANSWER;
    int percent = percent(effort);
    if (percent == 0 || room < LEAST) {
      return null;
    }
    long share = (long) cap * percent / 100;
    return Math.min(room, Math.clamp(share, LEAST, MOST));
  }

  /** The shares OpenRouter documents for the same words. */
  private static int percent(String effort) {
    return switch (effort) {
      case "minimal" -> 10;
      case "low" -> 20;
      case "medium" -> 50;
      case "high" -> 80;
      case "xhigh", "max" -> 95;
      default -> 0;
    };
  }
}
