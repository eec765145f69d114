package dev.quorate.fusion.plan;

import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in the Merge form as the door read it: types are checked, rules and models are not.
 * Null where the caller gave nothing and the default of {@link RunPlanner} holds.
 *
 * @param analysisModels the panel as the caller wrote it, empty when absent
 * @param depth inbound {@code x-openrouter-fusion-depth}, 0 when absent
 */
public record FusionAsk(
    RequestId requestId,
    Conversation conversation,
    CallerSettings settings,
    List<String> analysisModels,
    @Nullable String synthesisModel,
    @Nullable Integer minAnswers,
    @Nullable Integer quorum,
    @Nullable Integer graceMs,
    @Nullable Integer deadlineMs,
    @Nullable Boolean judgeSingle,
    @Nullable OnJudgeFailure onJudgeFailure,
    boolean includePanel,
    @Nullable Long seed,
    int depth) {
  public FusionAsk {
    analysisModels = List.copyOf(analysisModels);
  }
}
