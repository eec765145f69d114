package dev.quorate.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model's public name, {@code vendor/model}; aliases begin with {@code ~}. At most 200
 * characters. The part after the vendor may hold further slashes ({@code vllm/meta-llama/Llama-3}).
 */
public record ModelSlug(String value) {
  private static final int MAX_LENGTH = 200;
  private static final Pattern SHAPE =
      Pattern.compile("~?[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._:+-]*)+");

  public ModelSlug {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a model slug");
    }
  }

  /** The slug, or empty when the text has not the shape of one. */
  public static Optional<ModelSlug> parse(String text) {
    return isWellFormed(text) ? Optional.of(new ModelSlug(text)) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }

  /** The part before the first slash, without an alias mark. */
  public String vendor() {
    int start = value.startsWith("~") ? 1 : 0;
    return value.substring(start, value.indexOf('/'));
  }

  /** The part after the first slash. */
  public String name() {
    return value.substring(value.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
