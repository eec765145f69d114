package dev.quorate.inference.preset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's own panels, {@code quorate.fusion.preset-*}: {@code quality}, {@code budget},
 * {@code fast}, and OpenRouter's names for them. The first model of each is its judge.
 */
@Singleton
public class DeploymentPresets {
  /** What the OpenRouter form starts from. */
  static final String DEFAULT = "quality";

  private static final int MAX_PANEL = 8;
  private static final String OPENROUTERS_PREFIX = "general-";
  private static final String OPENROUTERS_QUALITY = "general-high";

  private final Map<String, List<String>> presets = new LinkedHashMap<>();

  @Inject
  public DeploymentPresets(
      @ConfigProperty(name = "quorate.fusion.preset-quality") String quality,
      @ConfigProperty(name = "quorate.fusion.preset-budget") String budget,
      @ConfigProperty(name = "quorate.fusion.preset-fast") String fast) {
    presets.put(DEFAULT, models("quality", quality));
    presets.put("budget", models("budget", budget));
    presets.put("fast", models("fast", fast));
  }

  private static List<String> models(String name, String list) {
    List<String> models =
        Arrays.stream(list.split(",", -1)).map(String::strip).filter(m -> !m.isEmpty()).toList();
    if (models.isEmpty() || models.size() > MAX_PANEL) {
      throw new IllegalArgumentException(
          "quorate.fusion.preset-" + name + " must name 1 to " + MAX_PANEL + " models");
    }
    return models;
  }

  /** The deployment's own name for what a request calls so. */
  static String ownName(String asked) {
    if (asked.equals(OPENROUTERS_QUALITY)) {
      return DEFAULT;
    }
    return asked.startsWith(OPENROUTERS_PREFIX)
        ? asked.substring(OPENROUTERS_PREFIX.length())
        : asked;
  }

  /** The panel of a preset by its own name, null when there is none. */
  @Nullable List<String> panel(String name) {
    return presets.get(name);
  }

  Set<String> names() {
    return presets.keySet();
  }

  /** Whether a preset names the model. */
  boolean names(String model) {
    return presets.values().stream().anyMatch(models -> models.contains(model));
  }
}
