package dev.quorate.fusion.plan;

import dev.quorate.fusion.analysis.AnalysisSchema;
import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.fusion.prompt.JudgeTask;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.ToolOffer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls of whoever reads the panel's answers.
 *
 * @param judge the model
 * @param role of its calls; a writer's are its own
 * @param seats the panel
 * @param size of the conversation
 */
record JudgePlanner(
    PricedModel judge,
    CallRole role,
    List<RunPlan.Seat> seats,
    PromptSize size,
    TokenCounter counter) {
  /** A comparison of eight answers has some two thousand tokens; a model that thinks needs more. */
  private static final int JSON_CAP = 8_000;

  /**
   * The judge's place.
   *
   * @param drawn the order where the request names none
   */
  RunPlan.JudgeSeat seat(FusionAsk ask, WebUse use, long drawn) {
    ToolOffer tools = use.offer(judge);
    String param =
        ask.synthesisModel() == null ? ask.fields().panel() + "[0]" : ask.fields().judge();
    return new RunPlan.JudgeSeat(
        ask.mode(),
        with(tools).judgeCall(ask.mode(), ask.settings(), param),
        tools,
        settings(ask.mode(), judge, ask.settings()),
        ask.mode() == Mode.ANALYSIS ? writer(ask.settings(), param) : null,
        Objects.requireNonNullElse(ask.seed(), drawn),
        !Objects.equals(ask.judgeSingle(), false),
        Objects.requireNonNullElse(ask.onJudgeFailure(), OnJudgeFailure.DEGRADE));
  }

  /** The same for a judge that is offered tools. */
  private JudgePlanner with(ToolOffer tools) {
    return new JudgePlanner(judge, role, seats, size.with(tools, counter), counter);
  }

  /**
   * The caller's settings for whoever writes the final text; a judge of JSON obeys none of them.
   */
  private static CallerSettings settings(Mode mode, PricedModel judge, CallerSettings callers) {
    return switch (mode) {
      case SYNTHESIS -> callers;
      case ANALYSIS -> json(judge, AnalysisSchema.ANALYSIS);
      case BEST_OF -> json(judge, AnalysisSchema.CHOICE);
    };
  }

  private static CallerSettings json(PricedModel judge, ResponseFormat.JsonSchema schema) {
    boolean held = judge.supports().contains("json_schema");
    return new CallerSettings(
        null,
        BigDecimal.ZERO,
        null,
        List.of(),
        held ? schema : new ResponseFormat.PlainText(),
        null,
        null);
  }

  /**
   * The judge's call with every answer at its longest.
   *
   * @param param the request's field that names the judge
   */
  private PlannedCall judgeCall(Mode mode, CallerSettings callers, String param) {
    Integer wanted = mode == Mode.SYNTHESIS ? callers.maxOutputTokens() : jsonCap();
    return call(role, mode.task(), wanted, param);
  }

  private @Nullable Integer jsonCap() {
    return judge.outputCap(JSON_CAP);
  }

  private RunPlan.WriterSeat writer(CallerSettings callers, String param) {
    PlannedCall call = call(CallRole.WRITER, JudgeTask.WRITER, callers.maxOutputTokens(), param);
    PlannedCall withAnalysis =
        PlannedCall.first(
            CallRole.WRITER, null, judge, call.inputBound() + JSON_CAP, call.outputBound());
    return new RunPlan.WriterSeat(withAnalysis, callers);
  }

  private PlannedCall call(CallRole as, JudgeTask task, @Nullable Integer wanted, String param) {
    List<Long> longest = longest();
    long taskTokens = JudgeSpace.taskTokens(task, longest.size(), counter);
    JudgeSpace space = new JudgeSpace(judge, size.tokens() + taskTokens, wanted);
    if (!space.fits(longest.size())) {
      throw ErrorCode.INVALID_VALUE.because(
          param,
          "The conversation and the panel's answers do not fit into the judge's context of "
              + judge.contextLength()
              + " tokens.");
    }
    return PlannedCall.first(as, null, judge, space.inputBound(longest), space.outputCap());
  }

  private List<Long> longest() {
    return seats.stream()
        .filter(RunPlan.Seat::mayAnswer)
        .map(seat -> JudgeSpace.mostOf(seat.call().outputBound()))
        .toList();
  }
}
