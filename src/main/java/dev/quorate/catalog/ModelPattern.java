package dev.quorate.catalog;

import dev.quorate.kernel.ModelSlug;
import java.util.Optional;

/**
 * A catalogue entry's id: one model's name, or a beginning that serves every model with it ({@code
 * ollama/*}, {@code sandbox/slow-*}). The star follows a slash or a hyphen.
 */
public record ModelPattern(String value) {
  public ModelPattern {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a model id");
    }
  }

  /** The pattern, or empty when the text has not the shape of one. */
  public static Optional<ModelPattern> parse(String text) {
    return isWellFormed(text) ? Optional.of(new ModelPattern(text)) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    if (text.endsWith("/*") || text.endsWith("-*")) {
      // Well formed when a model with that beginning would be; an alias mark makes no sense there.
      String example = text.substring(0, text.length() - 1) + "x";
      return !text.startsWith("~") && ModelSlug.parse(example).isPresent();
    }
    return ModelSlug.parse(text).isPresent();
  }

  public boolean isWildcard() {
    return value.endsWith("*");
  }

  /** What all models of a wildcard begin with; a plain id in full. */
  public String prefix() {
    return isWildcard() ? value.substring(0, value.length() - 1) : value;
  }

  /** The part before the first slash, without an alias mark. */
  public String vendor() {
    int start = value.startsWith("~") ? 1 : 0;
    return value.substring(start, value.indexOf('/'));
  }

  @Override
  public String toString() {
    return value;
  }
}
