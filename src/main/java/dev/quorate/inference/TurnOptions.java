package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.inference.preset.AskedModel;
import dev.quorate.inference.preset.AskedPreset;
import dev.quorate.inference.reading.FusionFields;
import dev.quorate.inference.reading.Sampling;
import dev.quorate.inference.reading.Warnings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The OpenRouter form as written: the alias, a {@code fusion} plugin, or the {@code
 * openrouter:fusion} tool. Null where the caller left something out.
 *
 * @param outer the outer model as the caller named it
 * @param alias the request names the alias rather than an outer model of its own
 * @param enabled false where the plugin is switched off for this request
 * @param forced the outer model must ask the panel
 * @param preset the one the request names, through whichever door
 * @param web whether panel and judge have the web; null where the form decides
 * @param field where panel and judge were named, {@code plugins[0]}
 * @param limits the {@code fusion} object, which here may carry only a run's limits
 * @param inner settings of panelists and judge that differ from the caller's
 */
public record TurnOptions(
    String outer,
    boolean alias,
    boolean enabled,
    boolean forced,
    @Nullable AskedPreset preset,
    List<String> analysisModels,
    @Nullable String model,
    @Nullable Integer maxToolCalls,
    @Nullable Boolean web,
    String field,
    Limits limits,
    Inner inner) {
  /** The model name that is both judge and writer of a deployment's panel. */
  public static final String ALIAS = "openrouter/fusion";

  /** The server tool's type, and its name in a tool choice. */
  public static final String TOOL = "openrouter:fusion";

  /** The plugin's id. */
  public static final String PLUGIN = "fusion";

  private static final Pattern VARIANT =
      Pattern.compile(Pattern.quote(ALIAS) + ":[A-Za-z0-9][A-Za-z0-9._-]*");
  static final String UPSTREAM_NAME = "openrouter_fusion";
  private static final int MAX_PLUGINS = 16;
  static final int MAX_TOOLS = 128;
  private static final int MAX_PANEL = 8;
  static final int MAX_NAME = 200;
  private static final int MAX_STEPS = 16;
  private static final int MAX_MS = 600_000;

  public TurnOptions {
    analysisModels = List.copyOf(analysisModels);
  }

  /**
   * What a {@code fusion} object may say in this form.
   *
   * @param progress null where the caller did not say
   * @param item the panel's work is wanted as an output item
   */
  public record Limits(
      @Nullable Integer minAnswers,
      @Nullable Integer quorum,
      @Nullable Integer graceMs,
      @Nullable Integer deadlineMs,
      RunPlan.@Nullable Shown shown,
      @Nullable Long seed,
      @Nullable Boolean progress,
      @Nullable BigDecimal maxCostUsd,
      boolean item) {
    static Limits read(@Nullable Fields fusion) {
      if (fusion == null) {
        return new Limits(null, null, null, null, null, null, null, null, false);
      }
      Limits limits =
          new Limits(
              fusion.integer("min_answers", 1, MAX_PANEL),
              fusion.integer("quorum", 1, MAX_PANEL),
              fusion.integer("grace_ms", 0, MAX_MS),
              fusion.integer("deadline_ms", 1, MAX_MS),
              FusionFields.include(fusion, true),
              fusion.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
              fusion.bool("progress"),
              FusionFields.maxCost(fusion),
              fusion.texts("include", MAX_PANEL, MAX_NAME).contains(FusionFields.ITEM));
      fusion.refuseOthers();
      return limits;
    }

    /** Whether each panelist's text is shown. */
    boolean showsPanel() {
      return shown != null && shown.panel();
    }
  }

  /** The tool's parameters that replace the caller's settings for panel and judge. */
  public record Inner(
      @Nullable Integer maxTokens, @Nullable BigDecimal temperature, @Nullable String effort) {
    static final Inner CALLERS = new Inner(null, null, null);

    /** The caller's settings with these in their place. */
    public CallerSettings over(CallerSettings callers) {
      return new CallerSettings(
          maxTokens == null ? callers.maxOutputTokens() : maxTokens,
          temperature == null ? callers.temperature() : temperature,
          callers.topP(),
          callers.stop(),
          callers.format(),
          callers.seed(),
          effort == null ? callers.reasoningEffort() : effort);
    }
  }

  /**
   * Reads what asks for fusion in this form: the alias, the plugin, the tool, or a preset beside a
   * model of the caller's own.
   *
   * @return null when nothing does
   */
  public static @Nullable TurnOptions read(Fields body, String model) {
    Fields plugin = plugin(body);
    Fields tool = tool(body);
    AskedModel asked = AskedModel.of(model);
    AskedPreset preset =
        AskedPreset.oneOf(
            AskedPreset.in("model", asked.preset()),
            AskedPreset.in("preset", body.text("preset", MAX_NAME)));
    boolean alias = asked.model().equals(ALIAS) || isVariant(asked.model());
    boolean beside = preset != null && !asked.model().equals(FusionOptions.MODEL);
    if (!alias && plugin == null && tool == null && !beside) {
      return null;
    }
    boolean enabled =
        (plugin == null || !Boolean.FALSE.equals(plugin.bool("enabled")))
            && !FusionChoice.forbidden(body, tool != null);
    Written written = tool == null ? ofPlugin(plugin) : ofTool(tool);
    return new TurnOptions(
        asked.model(),
        alias,
        enabled,
        FusionChoice.forced(body),
        AskedPreset.oneOf(preset, AskedPreset.in(written.field + ".preset", written.preset)),
        written.models,
        written.model,
        written.steps,
        null,
        written.field,
        Limits.read(body.object("fusion")),
        written.inner);
  }

  /** The alias with a suffix that means something at OpenRouter. */
  private static boolean isVariant(String model) {
    return VARIANT.matcher(model).matches();
  }

  /** Says of a suffix that it has no effect. */
  public static void noteVariant(String model, Warnings warnings) {
    if (isVariant(model)) {
      String suffix = model.substring(ALIAS.length());
      warnings.note("'model': the variant '" + suffix + "' has no effect here and was ignored.");
    }
  }

  private static @Nullable Fields plugin(Fields body) {
    Fields found = null;
    for (Fields plugin : body.objects("plugins", MAX_PLUGINS)) {
      if (!plugin.requiredText("id", MAX_NAME).equals(PLUGIN)) {
        continue; // another's: named in the warnings
      }
      if (found != null) {
        throw plugin.refusal("id", "stands twice among the plugins");
      }
      found = plugin;
    }
    return found;
  }

  private static @Nullable Fields tool(Fields body) {
    for (Fields tool : body.objects("tools", MAX_TOOLS)) {
      if (Objects.equals(tool.text("type", MAX_NAME), TOOL)) {
        return tool;
      }
    }
    return null;
  }

  private static Written ofPlugin(@Nullable Fields plugin) {
    if (plugin == null) {
      return Written.nothing("plugins");
    }
    JsonNode ignored = plugin.raw("tools");
    String path = plugin.path("id");
    Written written =
        new Written(
            plugin.text("preset", MAX_NAME),
            plugin.texts("analysis_models", MAX_PANEL, MAX_NAME),
            plugin.text("model", MAX_NAME),
            plugin.integer("max_tool_calls", 1, MAX_STEPS),
            path.substring(0, path.length() - ".id".length()),
            Inner.CALLERS);
    plugin.refuseOthers();
    return written;
  }

  private static Written ofTool(Fields tool) {
    Fields parameters = tool.object("parameters");
    if (parameters == null) {
      return Written.nothing(tool.path("parameters"));
    }
    Fields reasoning = parameters.object("reasoning");
    JsonNode ignored = parameters.raw("tools");
    Written written =
        new Written(
            null,
            parameters.texts("analysis_models", MAX_PANEL, MAX_NAME),
            parameters.text("model", MAX_NAME),
            parameters.integer("max_tool_calls", 1, MAX_STEPS),
            tool.path("parameters"),
            new Inner(
                parameters.integer("max_completion_tokens", 1, Integer.MAX_VALUE),
                Sampling.temperature(parameters),
                reasoning == null ? null : Sampling.effort(reasoning, "effort")));
    parameters.refuseOthers();
    return written;
  }

  /** What names panel and judge. */
  private record Written(
      @Nullable String preset,
      List<String> models,
      @Nullable String model,
      @Nullable Integer steps,
      String field,
      Inner inner) {
    static Written nothing(String field) {
      return new Written(null, List.of(), null, null, field, Inner.CALLERS);
    }
  }
}
