package dev.quorate.fusion.plan;

import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a panel and a judge as the door read it: types are checked, rules and models are
 * not. Null where the caller gave nothing and the default of {@link RunPlanner} holds.
 *
 * @param fields where the request names its models
 * @param analysisModels the panel as the caller wrote it, empty when absent
 * @param web whether panel and judge have the web
 * @param mode what becomes of the answers
 * @param depth inbound {@code x-openrouter-fusion-depth}, 0 when absent
 */
public record FusionAsk(
    RequestId requestId,
    Conversation conversation,
    CallerSettings settings,
    FieldNames fields,
    List<String> analysisModels,
    @Nullable String synthesisModel,
    @Nullable Integer minAnswers,
    @Nullable Integer quorum,
    @Nullable Integer graceMs,
    @Nullable Integer deadlineMs,
    @Nullable Boolean judgeSingle,
    @Nullable OnJudgeFailure onJudgeFailure,
    Mode mode,
    Web web,
    RunPlan.Shown shown,
    @Nullable Long seed,
    int depth) {
  /**
   * Where the request names its models, for refusals.
   *
   * @param panel {@code fusion.analysis_models}
   * @param judge {@code fusion.synthesis_model}
   */
  public record FieldNames(String panel, String judge) {
    public static final FieldNames MERGE =
        new FieldNames("fusion.analysis_models", "fusion.synthesis_model");

    /** Of a request to judge a panel again, whose panel has no field. */
    public static final FieldNames REJUDGE = new FieldNames("analysis_models", "synthesis_model");
  }

  /**
   * Whether panel and judge have the web.
   *
   * @param maxToolCalls steps in which one of them may ask for tools
   */
  public record Web(Wish wish, @Nullable Integer maxToolCalls) {
    /** Nobody has it. */
    public static final Web NO = new Web(Wish.NO, null);

    /** How much it is wanted. */
    public enum Wish {
      NO,
      /** Where it can be had. */
      IF_POSSIBLE,
      /** Or the run is refused. */
      REQUIRED
    }
  }

  public FusionAsk {
    analysisModels = List.copyOf(analysisModels);
  }
}
