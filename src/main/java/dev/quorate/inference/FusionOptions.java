package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import java.util.List;
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
    Mode mode,
    boolean web,
    @Nullable Integer maxToolCalls,
    RunPlan.Shown shown,
    @Nullable Long seed,
    boolean progress) {
  /** The model name that asks for fusion. */
  public static final String MODEL = "fusion";

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
   * Reads the body's {@code fusion} member.
   *
   * @return null for a direct call
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE when another model carries one,
   *     UNKNOWN_FIELD for a member we do not know
   */
  public static @Nullable FusionOptions read(Fields body, String model) {
    Fields fusion = body.object("fusion");
    if (!model.equals(MODEL)) {
      if (fusion != null) {
        throw body.refusal("fusion", "is only allowed with model 'fusion'");
      }
      return null;
    }
    return fusion == null ? absent() : of(fusion);
  }

  private static FusionOptions absent() {
    return new FusionOptions(
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Mode.SYNTHESIS,
        false,
        null,
        RunPlan.Shown.ANSWER,
        null,
        false);
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
            Boolean.TRUE.equals(fusion.bool("web")),
            fusion.integer("max_tool_calls", 1, MAX_STEPS),
            include(fusion, false),
            fusion.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            Boolean.TRUE.equals(fusion.bool("progress")));
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

  private static Mode mode(Fields fusion) {
    String wish = fusion.text("mode", MAX_NAME);
    return switch (wish) {
      case null -> Mode.SYNTHESIS;
      case "synthesis" -> Mode.SYNTHESIS;
      case "analysis" -> Mode.ANALYSIS;
      case "best_of" -> Mode.BEST_OF;
      default -> throw fusion.refusal("mode", "must be 'synthesis', 'analysis' or 'best_of'");
    };
  }

  /**
   * {@code include}.
   *
   * @param hasItem whether {@value #ITEM} may stand in it
   */
  static RunPlan.Shown include(Fields fusion, boolean hasItem) {
    List<String> wanted = fusion.texts("include", MAX_PANEL, MAX_NAME);
    List<String> known =
        hasItem ? List.of("panel", "analysis", ITEM) : List.of("panel", "analysis");
    for (int i = 0; i < wanted.size(); i++) {
      if (!known.contains(wanted.get(i))) {
        throw fusion.refusal("include[" + i + "]", "must be one of " + known);
      }
    }
    return new RunPlan.Shown(wanted.contains("panel"), wanted.contains("analysis"));
  }

  /**
   * What the planner is asked.
   *
   * @param depth inbound fusion depth, 0 when the request comes from no other fusion
   */
  FusionAsk toAsk(RequestId id, Conversation conversation, CallerSettings settings, int depth) {
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
        mode,
        new FusionAsk.Web(web ? FusionAsk.Web.Wish.REQUIRED : FusionAsk.Web.Wish.NO, maxToolCalls),
        shown,
        seed,
        depth);
  }
}
