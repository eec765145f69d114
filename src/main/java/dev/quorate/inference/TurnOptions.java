package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.inference.reading.AllowedTools;
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
 * @param alias the request names the alias rather than an outer model of its own
 * @param enabled false where the plugin is switched off for this request
 * @param forced the outer model must ask the panel
 * @param preset the deployment's list of models to start from
 * @param field where panel and judge were named, {@code plugins[0]}
 * @param limits the {@code fusion} object, which here may carry only a run's limits
 * @param inner settings of panelists and judge that differ from the caller's
 */
public record TurnOptions(
    boolean alias,
    boolean enabled,
    boolean forced,
    @Nullable String preset,
    List<String> analysisModels,
    @Nullable String model,
    @Nullable Integer maxToolCalls,
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
  private static final String UPSTREAM_NAME = "openrouter_fusion";
  private static final int MAX_PLUGINS = 16;
  private static final int MAX_TOOLS = 128;
  private static final int MAX_PANEL = 8;
  private static final int MAX_NAME = 200;
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
      RunPlan.Shown shown,
      @Nullable Long seed,
      @Nullable Boolean progress,
      boolean item) {
    static Limits read(@Nullable Fields fusion) {
      if (fusion == null) {
        return new Limits(null, null, null, null, RunPlan.Shown.ANSWER, null, null, false);
      }
      Limits limits =
          new Limits(
              fusion.integer("min_answers", 1, MAX_PANEL),
              fusion.integer("quorum", 1, MAX_PANEL),
              fusion.integer("grace_ms", 0, MAX_MS),
              fusion.integer("deadline_ms", 1, MAX_MS),
              FusionOptions.include(fusion, true),
              fusion.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
              fusion.bool("progress"),
              fusion.texts("include", MAX_PANEL, MAX_NAME).contains(FusionOptions.ITEM));
      fusion.refuseOthers();
      return limits;
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
   * Reads what asks for fusion in this form.
   *
   * @return null when nothing does
   */
  public static @Nullable TurnOptions read(Fields body, String model) {
    Fields plugin = plugin(body);
    Fields tool = tool(body);
    boolean alias = model.equals(ALIAS) || isVariant(model);
    if (!alias && plugin == null && tool == null) {
      return null;
    }
    boolean enabled =
        (plugin == null || !Boolean.FALSE.equals(plugin.bool("enabled")))
            && !forbidden(body, tool != null);
    TurnOptions written =
        tool == null ? ofPlugin(plugin, alias, enabled) : ofTool(tool, alias, enabled);
    boolean forced = forced(body);
    return new TurnOptions(
        alias,
        written.enabled,
        forced,
        written.preset,
        written.analysisModels,
        written.model,
        written.maxToolCalls,
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

  private static TurnOptions ofPlugin(@Nullable Fields plugin, boolean alias, boolean enabled) {
    if (plugin == null) {
      return bare(Written.nothing("plugins"), alias, enabled);
    }
    JsonNode ignored = plugin.raw("tools");
    String path = plugin.path("id");
    Written written =
        new Written(
            plugin.text("preset", MAX_NAME),
            plugin.texts("analysis_models", MAX_PANEL, MAX_NAME),
            plugin.text("model", MAX_NAME),
            plugin.integer("max_tool_calls", 1, MAX_STEPS),
            path.substring(0, path.length() - ".id".length()));
    plugin.refuseOthers();
    return bare(written, alias, enabled);
  }

  private static TurnOptions ofTool(Fields tool, boolean alias, boolean enabled) {
    Fields parameters = tool.object("parameters");
    if (parameters == null) {
      return bare(Written.nothing(tool.path("parameters")), alias, enabled);
    }
    Fields reasoning = parameters.object("reasoning");
    JsonNode ignored = parameters.raw("tools");
    TurnOptions options =
        new TurnOptions(
            alias,
            enabled,
            false,
            null,
            parameters.texts("analysis_models", MAX_PANEL, MAX_NAME),
            parameters.text("model", MAX_NAME),
            parameters.integer("max_tool_calls", 1, MAX_STEPS),
            tool.path("parameters"),
            Limits.read(null),
            new Inner(
                parameters.integer("max_completion_tokens", 1, Integer.MAX_VALUE),
                Sampling.temperature(parameters),
                reasoning == null ? null : Sampling.effort(reasoning, "effort")));
    parameters.refuseOthers();
    return options;
  }

  /** Without limits and settings of its own. */
  private static TurnOptions bare(Written written, boolean alias, boolean enabled) {
    return new TurnOptions(
        alias,
        enabled,
        false,
        written.preset(),
        written.models(),
        written.model(),
        written.steps(),
        written.field(),
        Limits.read(null),
        Inner.CALLERS);
  }

  /** What names panel and judge. */
  private record Written(
      @Nullable String preset,
      List<String> models,
      @Nullable String model,
      @Nullable Integer steps,
      String field) {
    static Written nothing(String field) {
      return new Written(null, List.of(), null, null, field);
    }
  }

  /** No tool may be called, or only others than ours. */
  private static boolean forbidden(Fields body, boolean asTool) {
    JsonNode choice = body.raw("tool_choice");
    AllowedTools allowed = asTool ? AllowedTools.read(body) : null;
    return (choice != null && choice.asString("").equals("none"))
        || (allowed != null && !allowed.fusion());
  }

  /** Named in the tool choice, or the only tool where one is required. */
  private static boolean forced(Fields body) {
    JsonNode choice = body.raw("tool_choice");
    if (choice == null) {
      return false;
    }
    AllowedTools allowed = AllowedTools.read(body);
    if (allowed != null) {
      return allowed.required() && allowed.fusion() && allowed.names().isEmpty();
    }
    if (choice.isObject()) {
      String type = choice.path("type").asString("");
      String name = choice.at("/function/name").asString(choice.path("name").asString(""));
      return type.equals(TOOL) || name.equals(TOOL) || name.equals(UPSTREAM_NAME);
    }
    boolean alone =
        body.objects("tools", MAX_TOOLS).stream()
            .allMatch(tool -> Objects.equals(tool.text("type", MAX_NAME), TOOL));
    return alone && choice.asString("").equals("required");
  }
}
