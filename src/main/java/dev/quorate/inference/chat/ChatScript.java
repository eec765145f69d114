package dev.quorate.inference.chat;

import dev.quorate.fusion.RunEvent;
import dev.quorate.http.Frame;
import dev.quorate.http.StreamEvent;
import dev.quorate.inference.AnswerScript;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.RunProgress;
import dev.quorate.inference.StreamOpening;
import dev.quorate.inference.chat.ChatChunk.Choice;
import dev.quorate.inference.chat.ChatChunk.Delta;
import dev.quorate.upstream.AnswerDelta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A streamed Chat Completions reply: chunks, the last with the usage, then {@code [DONE]}. After an
 * error comes nothing: no {@code [DONE]} that a client could take for a success.
 */
final class ChatScript implements AnswerScript {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

  private final StreamOpening opening;
  private final boolean withUsage;
  private final boolean openRouters;

  /**
   * @param includeUsage the request's {@code stream_options.include_usage}
   * @param openRouters the client is one of OpenRouter's, which get the usage unasked
   */
  ChatScript(StreamOpening opening, boolean includeUsage, boolean openRouters) {
    this.opening = opening;
    this.withUsage = includeUsage || openRouters || opening.fusion();
    this.openRouters = openRouters;
  }

  @Override
  public List<StreamEvent> begin() {
    return List.of(delta(new Delta("assistant", "", null), 0));
  }

  @Override
  public List<StreamEvent> progress(RunEvent event) {
    if (!opening.progress()) {
      return List.of();
    }
    RunProgress told = RunProgress.of(event, opening.turn());
    ChatChunk chunk = chunk(List.of(new Choice(0, Delta.NOTHING, null, null)), null, told.body());
    return List.of(Frame.progress("", told.textLength(), _ -> opening.json().write(chunk)));
  }

  @Override
  public List<StreamEvent> piece(AnswerDelta piece) {
    return switch (piece) {
      case AnswerDelta.Text text ->
          List.of(delta(new Delta(null, text.text(), null), text.text().length()));
      case AnswerDelta.ToolCallBegun call ->
          List.of(
              tool(
                  new ChatChunk.ToolCall(
                      call.index(),
                      call.id(),
                      "function",
                      new ChatChunk.Function(call.name(), ""))));
      case AnswerDelta.ToolArguments more ->
          List.of(
              tool(
                  new ChatChunk.ToolCall(
                      more.index(), null, null, new ChatChunk.Function(null, more.text()))));
    };
  }

  /** One content, a blank line between what was said before and after. */
  @Override
  public List<StreamEvent> resume() {
    return List.of(delta(new Delta(null, "\n\n", null), 2));
  }

  @Override
  public List<StreamEvent> end(FinishedRun run) {
    List<StreamEvent> events = new ArrayList<>();
    String finish = ChatReplyShape.finishReason(run.answer());
    events.add(frame(chunk(List.of(new Choice(0, Delta.NOTHING, null, finish)), null, null), 0));
    if (withUsage) {
      ChatUsage usage = ChatUsage.of(run.usage(), run.cost());
      events.add(
          frame(
              new ChatChunk(
                  opening.id().asChatCompletion(),
                  "chat.completion.chunk",
                  opening.receivedAt().getEpochSecond(),
                  opening.model(),
                  List.of(),
                  usage,
                  run.fusion(),
                  run.warningsOrNull()),
              0));
    }
    events.add(Frame.of("", 0, _ -> DONE));
    return events;
  }

  @Override
  public List<StreamEvent> failed(FailedReply failure) {
    Object event = openRouters ? BrokenChunk.of(chunk(List.of(), null, null), failure) : failure;
    return List.of(Frame.of("", 0, _ -> opening.json().write(event)));
  }

  private Frame tool(ChatChunk.ToolCall call) {
    return delta(new Delta(null, null, List.of(call)), call.function().arguments().length());
  }

  private Frame delta(Delta delta, int length) {
    return frame(chunk(List.of(new Choice(0, delta, null, null)), null, null), length);
  }

  private Frame frame(ChatChunk chunk, int length) {
    return Frame.of("", length, _ -> opening.json().write(chunk));
  }

  private ChatChunk chunk(
      List<Choice> choices, @Nullable ChatUsage usage, @Nullable Object fusion) {
    return new ChatChunk(
        opening.id().asChatCompletion(),
        "chat.completion.chunk",
        opening.receivedAt().getEpochSecond(),
        opening.model(),
        choices,
        usage,
        fusion,
        null);
  }
}
