package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.inference.preset.AskedModel;
import dev.quorate.inference.preset.AskedPreset;
import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code fusion} object of the Merge form, as written: null where the caller left a field out.
 * Defaults and the rules between fields belong to the planner.
 *
 * @param mode what becomes of the answers
 * @param web panel and judge must have the web
 * @param maxToolCalls steps in which one of them may ask for tools
 * @param shown what the reply shows beside the answer
 * @param progress a streamed reply tells what the run does
 * @param maxCostUsd a run whose hold is more is not begun
 * @param preset the one the request names, through whichever door
 */
public record FusionOptions(
    List<String> analysisModels,
    @Nullable String synthesisModel,
    @Nullable Integer minAnswers,
    @Nullable Integer quorum,
    @Nullable Integer graceMs,
    @Nullable Integer deadlineMs,
    @Nullable Boolean judgeSingle,
    @Nullable OnJudgeFailure onJudgeFailure,
    @Nullable Mode mode,
    @Nullable Boolean web,
    @Nullable Integer maxToolCalls,
    RunPlan.@Nullable Shown shown,
    @Nullable Long seed,
    @Nullable Boolean progress,
    @Nullable BigDecimal maxCostUsd,
    @Nullable AskedPreset preset) {
  /** The model name that asks for fusion. */
  public static final String MODEL = "fusion";

  /** The field of a request's limit. */
  static final String MAX_COST = "fusion.max_cost_usd";

  /** Beyond what any run can cost. */
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);

  /** Asks for the panel's work as an output item. */
  static final String ITEM = "item";

  private static final int MAX_PANEL = 8;
  private static final int MAX_MS = 600_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_STEPS = 16;

  public FusionOptions {
    analysisModels = List.copyOf(analysisModels);
  }

  /**
   * Reads the body's {@code fusion} member, and the preset through its doors.
   *
   * @return null for a direct call
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE when another model carries one,
   *     UNKNOWN_FIELD for a member we do not know, PRESET_CONFLICT
   */
  public static @Nullable FusionOptions read(Fields body, String model) {
    Fields fusion = body.object("fusion");
    AskedModel asked = AskedModel.of(model);
    if (!asked.model().equals(MODEL)) {
      if (fusion != null) {
        throw body.refusal("fusion", "is only allowed with model 'fusion'");
      }
      return null;
    }
    AskedPreset preset =
        AskedPreset.oneOf(
            AskedPreset.in("model", asked.preset()),
            AskedPreset.in("preset", body.text("preset", MAX_NAME)),
            fusion == null
                ? null
                : AskedPreset.in("fusion.preset", fusion.text("preset", MAX_NAME)));
    return fusion == null ? of(List.of()).naming(preset) : of(fusion).naming(preset);
  }

  /**
   * Reads the {@code fusion} object of a preset.
   *
   * @throws dev.quorate.kernel.GatewayException as for a request's, and INVALID_VALUE for a preset
   *     that names another
   */
  public static FusionOptions saved(Fields fusion) {
    if (fusion.has("preset")) {
      throw fusion.refusal("preset", "cannot stand in a preset");
    }
    return of(fusion);
  }

  /** A panel and nothing else. */
  public static FusionOptions of(List<String> panel) {
    return new FusionOptions(
        panel, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  private static FusionOptions of(Fields fusion) {
    FusionOptions options =
        new FusionOptions(
            fusion.texts("analysis_models", MAX_PANEL, MAX_NAME),
            fusion.text("synthesis_model", MAX_NAME),
            fusion.integer("min_answers", 1, MAX_PANEL),
            fusion.integer("quorum", 1, MAX_PANEL),
            fusion.integer("grace_ms", 0, MAX_MS),
            fusion.integer("deadline_ms", 1, MAX_MS),
            fusion.bool("judge_single"),
            onJudgeFailure(fusion),
            mode(fusion),
            fusion.bool("web"),
            fusion.integer("max_tool_calls", 1, MAX_STEPS),
            include(fusion, false),
            fusion.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            fusion.bool("progress"),
            maxCost(fusion),
            null);
    fusion.refuseOthers();
    return options;
  }

  private static @Nullable OnJudgeFailure onJudgeFailure(Fields fusion) {
    String wish = fusion.text("on_judge_failure", MAX_NAME);
    return switch (wish) {
      case null -> null;
      case "degrade" -> OnJudgeFailure.DEGRADE;
      case "fail" -> OnJudgeFailure.FAIL;
      default -> throw fusion.refusal("on_judge_failure", "must be 'degrade' or 'fail'");
    };
  }

  private static @Nullable Mode mode(Fields fusion) {
    String wish = fusion.text("mode", MAX_NAME);
    return switch (wish) {
      case null -> null;
      case "synthesis" -> Mode.SYNTHESIS;
      case "analysis" -> Mode.ANALYSIS;
      case "best_of" -> Mode.BEST_OF;
      default -> throw fusion.refusal("mode", "must be 'synthesis', 'analysis' or 'best_of'");
    };
  }

  /**
   * {@code include}; null when it is absent.
   *
   * @param hasItem whether {@value #ITEM} may stand in it
   */
  static RunPlan.@Nullable Shown include(Fields fusion, boolean hasItem) {
    List<String> wanted = fusion.texts("include", MAX_PANEL, MAX_NAME);
    List<String> known =
        hasItem ? List.of("panel", "analysis", ITEM) : List.of("panel", "analysis");
    for (int i = 0; i < wanted.size(); i++) {
      if (!known.contains(wanted.get(i))) {
        throw fusion.refusal("include[" + i + "]", "must be one of " + known);
      }
    }
    return fusion.has("include")
        ? new RunPlan.Shown(wanted.contains("panel"), wanted.contains("analysis"))
        : null;
  }

  /** {@code max_cost_usd}, a number or a decimal text. */
  static @Nullable BigDecimal maxCost(Fields fusion) {
    return fusion.decimalOrText("max_cost_usd", BigDecimal.ZERO, MOST_USD);
  }

  private FusionOptions naming(@Nullable AskedPreset named) {
    return over(of(List.of()), named);
  }

  /**
   * These, with a preset's where they say nothing.
   *
   * @param named as the reply names it
   */
  public FusionOptions over(FusionOptions saved, @Nullable AskedPreset named) {
    return new FusionOptions(
        analysisModels.isEmpty() ? saved.analysisModels : analysisModels,
        either(synthesisModel, saved.synthesisModel),
        either(minAnswers, saved.minAnswers),
        either(quorum, saved.quorum),
        either(graceMs, saved.graceMs),
        either(deadlineMs, saved.deadlineMs),
        either(judgeSingle, saved.judgeSingle),
        either(onJudgeFailure, saved.onJudgeFailure),
        either(mode, saved.mode),
        either(web, saved.web),
        either(maxToolCalls, saved.maxToolCalls),
        either(shown, saved.shown),
        either(seed, saved.seed),
        either(progress, saved.progress),
        either(maxCostUsd, saved.maxCostUsd),
        named);
  }

  /**
   * The same judge with a part of the panel, of which a quorum is asked as far as there is one.
   *
   * @param models a part of these, in their order, not empty
   */
  public FusionOptions keeping(List<String> models) {
    return new FusionOptions(
        models,
        synthesisModel == null ? analysisModels.getFirst() : synthesisModel,
        minAnswers,
        quorum == null ? null : Math.min(quorum, models.size()),
        graceMs,
        deadlineMs,
        judgeSingle,
        onJudgeFailure,
        mode,
        web,
        maxToolCalls,
        shown,
        seed,
        progress,
        maxCostUsd,
        preset);
  }

  /** The explicit value where there is one. */
  public static <T> @Nullable T either(@Nullable T explicit, @Nullable T saved) {
    return explicit == null ? saved : explicit;
  }

  /** Whether each panelist's text is shown. */
  boolean showsPanel() {
    return shown != null && shown.panel();
  }

  /**
   * What the planner is asked.
   *
   * @param depth inbound fusion depth, 0 when the request comes from no other fusion
   */
  public FusionAsk toAsk(
      RequestId id, Conversation conversation, CallerSettings settings, int depth) {
    FusionAsk.Web.Wish wish =
        Boolean.TRUE.equals(web) ? FusionAsk.Web.Wish.REQUIRED : FusionAsk.Web.Wish.NO;
    return new FusionAsk(
        id,
        conversation,
        settings,
        FusionAsk.FieldNames.MERGE,
        analysisModels,
        synthesisModel,
        minAnswers,
        quorum,
        graceMs,
        deadlineMs,
        judgeSingle,
        onJudgeFailure,
        Objects.requireNonNullElse(mode, Mode.SYNTHESIS),
        new FusionAsk.Web(wish, maxToolCalls),
        Objects.requireNonNullElse(shown, RunPlan.Shown.ANSWER),
        seed,
        depth);
  }
}
