package dev.quorate.inference;

import dev.quorate.kernel.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's own panels, {@code quorate.fusion.preset-*}: {@code quality}, {@code budget},
 * {@code fast}, and OpenRouter's names for them.
 */
@Singleton
class DeploymentPresets {
  static final String DEFAULT = "quality";

  private static final int MAX_PANEL = 8;
  private static final String OPENROUTERS_PREFIX = "general-";
  private static final String OPENROUTERS_QUALITY = "general-high";

  private final Map<String, List<String>> presets = new LinkedHashMap<>();

  @Inject
  DeploymentPresets(
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

  /**
   * The panel of a preset; its first model is its judge.
   *
   * @param name null for the default
   * @param param the request's field that names it
   */
  List<String> panel(@Nullable String name, String param) {
    String asked = name == null ? DEFAULT : name;
    String own =
        asked.equals(OPENROUTERS_QUALITY)
            ? DEFAULT
            : asked.startsWith(OPENROUTERS_PREFIX)
                ? asked.substring(OPENROUTERS_PREFIX.length())
                : asked;
    List<String> models = presets.get(own);
    if (models == null) {
      throw ErrorCode.PRESET_NOT_FOUND.because(
          param, "There is no preset '" + asked + "'; there are " + presets.keySet() + ".");
    }
    return models;
  }

  /** Whether a preset names the model. */
  boolean names(String model) {
    return presets.values().stream().anyMatch(models -> models.contains(model));
  }
}
