package dev.quorate.inference.responses;

import dev.quorate.fusion.FusionResult;
import dev.quorate.http.Frame;
import dev.quorate.http.Json;
import dev.quorate.http.StreamEvent;
import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The output of a streamed reply as it grows, item by item. */
final class OutputItems {
  private final RequestId id;
  private final Json json;
  private final boolean withFusion;
  private final List<ResponseItem> done = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private ResponseItem.@Nullable Message message;
  private ResponseItem.@Nullable FunctionCall call;
  private int messages;
  private int calls;

  /**
   * @param withFusion whether the panel's work is an item
   */
  OutputItems(RequestId id, Json json, boolean withFusion) {
    this.id = id;
    this.json = json;
    this.withFusion = withFusion;
  }

  /** The items that are complete. */
  List<ResponseItem> done() {
    return List.copyOf(done);
  }

  List<StreamEvent> add(AnswerDelta delta) {
    List<StreamEvent> events = new ArrayList<>();
    switch (delta) {
      case AnswerDelta.Text piece -> text(piece.text(), events);
      case AnswerDelta.ToolCallBegun begun -> begin(begun, events);
      case AnswerDelta.ToolArguments more -> arguments(more.text(), events);
    }
    return events;
  }

  /** The outer model asks the panel. */
  List<StreamEvent> beginFusion() {
    List<StreamEvent> events = new ArrayList<>();
    closeOpen(ResponseItem.COMPLETED, events);
    if (withFusion) {
      events.add(item(ResponseEvents.ITEM_ADDED, place(), ResponseItem.FusionCall.begun(id), 0));
    }
    return events;
  }

  /** The panel and the judge are done. */
  List<StreamEvent> endFusion(FusionResult result) {
    List<StreamEvent> events = new ArrayList<>();
    text.setLength(0);
    if (withFusion) {
      finish(ResponseItem.FusionCall.of(id, result), events);
    }
    return events;
  }

  /** The place of the item that is open, or of the next one. */
  int place() {
    return done.size();
  }

  /** Closes what is open; an answer without any item gets an empty message. */
  List<StreamEvent> close(String status) {
    List<StreamEvent> events = new ArrayList<>();
    boolean hasAnswer = done.stream().anyMatch(item -> !(item instanceof ResponseItem.FusionCall));
    if (message == null && !hasAnswer && call == null) {
      open(events);
    }
    closeOpen(status, events);
    return events;
  }

  private void text(String piece, List<StreamEvent> events) {
    ResponseItem.Message open = open(events);
    int place = place();
    text.append(piece);
    events.add(
        frame(
            ResponseEvents.TEXT_DELTA,
            piece.length(),
            n ->
                new ResponseEvents.TextDelta(
                    ResponseEvents.TEXT_DELTA, n, open.id(), place, 0, piece, List.of())));
  }

  private ResponseItem.Message open(List<StreamEvent> events) {
    if (message != null) {
      return message;
    }
    closeOpen(ResponseItem.COMPLETED, events);
    ResponseItem.Message begun = ResponseItem.Message.begun(ResponseItem.messageId(id, messages++));
    message = begun;
    text.setLength(0);
    int place = place();
    events.add(item(ResponseEvents.ITEM_ADDED, place, begun, 0));
    events.add(part(ResponseEvents.PART_ADDED, begun.id(), place, ""));
    return begun;
  }

  private void begin(AnswerDelta.ToolCallBegun begun, List<StreamEvent> events) {
    closeOpen(ResponseItem.COMPLETED, events);
    Turn.ToolCall empty = new Turn.ToolCall(begun.id(), begun.name(), "");
    call =
        ResponseItem.FunctionCall.of(
            ResponseItem.callId(id, calls++), empty, ResponseItem.IN_PROGRESS);
    text.setLength(0);
    events.add(item(ResponseEvents.ITEM_ADDED, place(), call, 0));
  }

  /** Providers send one call after the other; arguments are the open call's. */
  private void arguments(String piece, List<StreamEvent> events) {
    ResponseItem.FunctionCall open = call;
    if (open == null) {
      return;
    }
    int place = place();
    text.append(piece);
    events.add(
        frame(
            ResponseEvents.ARGUMENTS_DELTA,
            piece.length(),
            n ->
                new ResponseEvents.ArgumentsDelta(
                    ResponseEvents.ARGUMENTS_DELTA, n, open.id(), place, piece)));
  }

  private void closeOpen(String status, List<StreamEvent> events) {
    if (message != null) {
      close(message, status, events);
    }
    if (call != null) {
      close(call, status, events);
    }
  }

  private void close(ResponseItem.Message open, String status, List<StreamEvent> events) {
    String whole = text.toString();
    int place = place();
    events.add(
        frame(
            ResponseEvents.TEXT_DONE,
            whole.length(),
            n ->
                new ResponseEvents.TextDone(
                    ResponseEvents.TEXT_DONE, n, open.id(), place, 0, whole, List.of())));
    events.add(part(ResponseEvents.PART_DONE, open.id(), place, whole));
    finish(ResponseItem.Message.of(open.id(), status, whole), events);
    message = null;
  }

  private void close(ResponseItem.FunctionCall open, String status, List<StreamEvent> events) {
    String arguments = text.toString();
    int place = place();
    events.add(
        frame(
            ResponseEvents.ARGUMENTS_DONE,
            arguments.length(),
            n ->
                new ResponseEvents.ArgumentsDone(
                    ResponseEvents.ARGUMENTS_DONE, n, open.id(), place, open.name(), arguments)));
    Turn.ToolCall whole = new Turn.ToolCall(open.callId(), open.name(), arguments);
    finish(ResponseItem.FunctionCall.of(open.id(), whole, status), events);
    call = null;
  }

  private void finish(ResponseItem item, List<StreamEvent> events) {
    events.add(item(ResponseEvents.ITEM_DONE, place(), item, text.length()));
    done.add(item);
  }

  private StreamEvent item(String type, int place, ResponseItem item, int length) {
    return frame(type, length, n -> new ResponseEvents.Item(type, n, place, item));
  }

  private StreamEvent part(String type, String itemId, int place, String whole) {
    return frame(
        type,
        whole.length(),
        n -> new ResponseEvents.Part(type, n, itemId, place, 0, ResponseItem.OutputText.of(whole)));
  }

  private StreamEvent frame(String type, int length, LongFunction<ResponseEvents> event) {
    return Frame.of(type, length, n -> json.write(event.apply(n)));
  }
}
