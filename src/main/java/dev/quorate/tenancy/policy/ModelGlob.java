package dev.quorate.tenancy.policy;

import dev.quorate.kernel.ModelSlug;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns over model slugs: an exact slug, or one in which {@code *} stands for any characters,
 * the slash too: {@code openai/*}, {@code anthropic/claude-*}.
 */
public final class ModelGlob {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9~*][A-Za-z0-9._:+~/*-]{0,199}");

  private ModelGlob() {}

  /** Whether the text is a slug or a glob. */
  public static boolean isOne(String text) {
    return ModelSlug.parse(text).isPresent()
        || (text.indexOf('*') >= 0 && SHAPE.matcher(text).matches());
  }

  /** Whether one of the patterns stands for the slug. */
  public static boolean anyMatches(List<String> patterns, ModelSlug slug) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, slug.value()));
  }

  /**
   * Whether the pattern stands for the text. A star in the text is a character like others, which
   * only a star can stand for; so this also says whether one pattern stands for all that another
   * one does.
   */
  public static boolean matches(String pattern, String text) {
    int star = -1;
    int resume = 0;
    int p = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1; // let the last star take one character more
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /**
   * Whether every model that the other list admits is admitted by this one. An empty list admits
   * every model.
   */
  public static boolean covers(List<String> own, List<String> other) {
    return own.isEmpty()
        || (!other.isEmpty()
            && other.stream()
                .allMatch(wanted -> own.stream().anyMatch(pattern -> matches(pattern, wanted))));
  }
}
