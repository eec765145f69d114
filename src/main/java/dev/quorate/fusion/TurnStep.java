package dev.quorate.fusion;

import dev.quorate.fusion.plan.FusionTool;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn.Assistant;
import dev.quorate.upstream.request.Turn.ToolCall;
import dev.quorate.upstream.request.Turn.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an outer model asks for in one answer. With a tool of its caller's beside it, the call of
 * the fusion tool counts for nothing: the caller's tools come first.
 *
 * @param fusion its call of the fusion tool, null when there is none
 * @param callers its calls of the caller's tools
 */
record TurnStep(String said, @Nullable ToolCall fusion, List<ToolCall> callers) {
  static TurnStep of(CallResult.Answered answered) {
    ToolCall fusion = null;
    for (ToolCall call : answered.toolCalls()) {
      if (call.name().equals(FusionTool.NAME) && fusion == null) {
        fusion = call;
      }
    }
    List<ToolCall> callers =
        answered.toolCalls().stream().filter(call -> !call.name().equals(FusionTool.NAME)).toList();
    return new TurnStep(answered.text(), fusion, callers);
  }

  boolean asksPanel() {
    return fusion != null && callers.isEmpty();
  }

  /** The conversation with this step and what came of it. */
  Conversation told(Conversation conversation, String result) {
    if (fusion == null) {
      throw new IllegalStateException("the fusion tool was not called");
    }
    return conversation.with(
        new Assistant(said, List.of(fusion)), new ToolResult(fusion.id(), result));
  }
}
