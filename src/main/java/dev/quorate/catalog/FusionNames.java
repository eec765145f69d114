package dev.quorate.catalog;

import java.util.Locale;
import java.util.Set;

/** Names that mean fusion itself and so may never stand behind a model: that would not end. */
public final class FusionNames {
  private static final Set<String> NAMES =
      Set.of("fusion", "openrouter/fusion", "openrouter:fusion", "quorate/fusion");

  private FusionNames() {}

  public static boolean contains(String modelName) {
    String name = modelName.strip().toLowerCase(Locale.ROOT);
    // A variant suffix (`openrouter/fusion:free`) names the same thing.
    int variant = name.indexOf(':', name.indexOf('/') + 1);
    return NAMES.contains(name) || (variant > 0 && NAMES.contains(name.substring(0, variant)));
  }
}
