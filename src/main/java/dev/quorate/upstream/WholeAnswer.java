package dev.quorate.upstream;

import dev.quorate.upstream.request.Turn;
import java.util.List;

/** An answer that came at once, told as a stream. */
public final class WholeAnswer {
  private WholeAnswer() {}

  /** Its text in one piece, then each tool call. */
  public static void tell(CallResult.Answered answered, AnswerSink sink) {
    if (!answered.text().isEmpty()) {
      sink.accept(new AnswerDelta.Text(answered.text()));
    }
    List<Turn.ToolCall> calls = answered.toolCalls();
    for (int index = 0; index < calls.size(); index++) {
      Turn.ToolCall call = calls.get(index);
      sink.accept(new AnswerDelta.ToolCallBegun(index, call.id(), call.name()));
      if (!call.arguments().isEmpty()) {
        sink.accept(new AnswerDelta.ToolArguments(index, call.arguments()));
      }
    }
  }
}
