package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.inference.preset.AskedModel;
import dev.quorate.inference.preset.AskedPreset;
import dev.quorate.inference.reading.FusionFields;
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

  /** The same where there is no {@code fusion} object around it. */
  static final String OWN_MAX_COST = "max_cost_usd";

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
            FusionFields.onJudgeFailure(fusion),
            FusionFields.mode(fusion),
            fusion.bool("web"),
            fusion.integer("max_tool_calls", 1, MAX_STEPS),
            FusionFields.include(fusion, false),
            fusion.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            fusion.bool("progress"),
            FusionFields.maxCost(fusion),
            null);
    fusion.refuseOthers();
    return options;
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
    return toAsk(new About(id, conversation, settings, depth), wish, FusionAsk.FieldNames.MERGE);
  }

  /** The same of a run whose panel is judged again: its judge has the web where it can. */
  FusionAsk toRejudge(RequestId id, Ask ask, int depth) {
    FusionAsk.Web.Wish wish =
        Boolean.TRUE.equals(web) ? FusionAsk.Web.Wish.IF_POSSIBLE : FusionAsk.Web.Wish.NO;
    return toAsk(
        new About(id, ask.conversation(), ask.settings(), depth),
        wish,
        FusionAsk.FieldNames.REJUDGE);
  }

  private record About(
      RequestId id, Conversation conversation, CallerSettings settings, int depth) {}

  private FusionAsk toAsk(About about, FusionAsk.Web.Wish wish, FusionAsk.FieldNames fields) {
    return new FusionAsk(
        about.id(),
        about.conversation(),
        about.settings(),
        fields,
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
        about.depth());
  }
}
