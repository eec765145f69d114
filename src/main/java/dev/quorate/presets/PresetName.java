package dev.quorate.presets;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A preset as a request names it, {@code slug} or {@code slug@3}.
 *
 * @param version null for the designated one
 */
public record PresetName(String slug, @Nullable Integer version) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** The name, or empty when the text has not the shape of one. */
  public static Optional<PresetName> parse(String text) {
    int at = text.indexOf('@');
    String slug = at < 0 ? text : text.substring(0, at);
    if (!isSlug(slug)) {
      return Optional.empty();
    }
    if (at < 0) {
      return Optional.of(new PresetName(slug, null));
    }
    String version = text.substring(at + 1);
    return VERSION.matcher(version).matches()
        ? Optional.of(new PresetName(slug, Integer.valueOf(version)))
        : Optional.empty();
  }

  /** Whether a preset may be called so. */
  public static boolean isSlug(String text) {
    return SLUG.matcher(text).matches();
  }
}
