package dev.quorate.tenancy;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names, slugs and ids as clients write them. */
public final class Names {
  private static final int MAX_NAME = 200;
  private static final int MAX_SLUG = 63;
  private static final int ID_LENGTH = 36;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Names() {}

  /** The field {@code name}, 1 to 200 characters. */
  public static String name(Fields fields) {
    String name = fields.requiredText("name", MAX_NAME);
    if (name.isBlank()) {
      throw fields.refusal("name", "must not be blank");
    }
    return name.strip();
  }

  /** The field {@code name} of a change: null when it is to stay. */
  public static @Nullable String changedName(Fields fields) {
    return fields.has("name") ? name(fields) : fields.text("name", MAX_NAME);
  }

  /** The field {@code slug}, or one made from the name. */
  public static String slug(Fields fields, String name) {
    String slug = fields.text("slug", MAX_SLUG);
    if (slug == null) {
      return slugOf(name)
          .orElseThrow(
              () -> fields.refusal("slug", "is required, as none can be made from the name"));
    }
    if (!isSlug(slug)) {
      throw fields.refusal(
          "slug", "must match [a-z0-9][a-z0-9-]{0,62} and not have the shape of an id");
    }
    return slug;
  }

  /** {@code Équipe Rouge 2} becomes {@code equipe-rouge-2}. */
  static Optional<String> slugOf(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+", "");
    String cut = plain.substring(0, Math.min(plain.length(), MAX_SLUG)).replaceAll("-+$", "");
    return isSlug(cut) ? Optional.of(cut) : Optional.empty();
  }

  /** A slug never has the shape of an id, so that either can stand in the same place. */
  static boolean isSlug(String text) {
    return SLUG.matcher(text).matches() && !ID.matcher(text).matches();
  }

  /** An id in its one written form, 36 characters. */
  public static Optional<UUID> id(String text) {
    return text.length() == ID_LENGTH && ID.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** Where a page of a list ordered by id begins. */
  public static @Nullable UUID after(Page page) {
    String position = page.position();
    return position == null ? null : id(position).orElseThrow(Page::foreignCursor);
  }
}
