package dev.quorate.inference.responses;

import dev.quorate.fusion.RunEvent;
import dev.quorate.http.Frame;
import dev.quorate.http.StreamEvent;
import dev.quorate.inference.AnswerScript;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.RunProgress;
import dev.quorate.inference.StreamOpening;
import dev.quorate.upstream.AnswerDelta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A streamed Responses reply in the standard order of events, numbered without gaps. */
final class ResponsesScript implements AnswerScript {
  private static final String PROGRESS = "response.fusion_call.";

  private final StreamOpening opening;
  private final ResponsesReplyShape shape;
  private final OutputItems output;

  /**
   * @param withItem whether the panel's work is an output item
   */
  ResponsesScript(StreamOpening opening, ResponsesReplyShape shape, boolean withItem) {
    this.opening = opening;
    this.shape = shape;
    this.output = new OutputItems(opening.id(), opening.json(), withItem);
  }

  @Override
  public List<StreamEvent> begin() {
    // Open Responses has a null usage in the first event, OpenAI's schema an object in the second.
    return List.of(
        whole(ResponseEvents.CREATED, shape.begun(opening, null), 0),
        whole(ResponseEvents.IN_PROGRESS, shape.begun(opening, ResponsesReplyShape.UNUSED), 0));
  }

  @Override
  public List<StreamEvent> progress(RunEvent event) {
    List<StreamEvent> events = new ArrayList<>();
    if (event instanceof RunEvent.FusionBegun) {
      events.addAll(output.beginFusion());
    }
    if (opening.progress() && !isNothing(event)) {
      events.add(told(RunProgress.of(event, opening.turn())));
    }
    if (event instanceof RunEvent.FusionEnded ended) {
      events.addAll(output.endFusion(ended.result()));
    }
    return events;
  }

  /** A message of its own follows: whatever is open is closed by what comes next. */
  @Override
  public List<StreamEvent> resume() {
    return List.of();
  }

  /** A comparison that was not to be had is told by its absence. */
  private static boolean isNothing(RunEvent event) {
    return event instanceof RunEvent.AnalysisEnded ended && ended.analysis() == null;
  }

  private StreamEvent told(RunProgress told) {
    String type = PROGRESS + told.name();
    int place = output.place();
    return Frame.progress(
        type,
        told.textLength(),
        n -> {
          Map<String, @Nullable Object> body = new LinkedHashMap<>();
          body.put("type", type);
          body.put("sequence_number", n);
          body.put("item_id", opening.id().asRun());
          body.put("output_index", place);
          body.putAll(told.fields());
          return opening.json().write(body);
        });
  }

  @Override
  public List<StreamEvent> piece(AnswerDelta delta) {
    return output.add(delta);
  }

  @Override
  public List<StreamEvent> end(FinishedRun run) {
    String status = ResponsesReplyShape.status(run);
    List<StreamEvent> events = new ArrayList<>(output.close(status));
    String type =
        status.equals(ResponseItem.COMPLETED)
            ? ResponseEvents.COMPLETED
            : ResponseEvents.INCOMPLETE;
    events.add(whole(type, shape.ended(run, output.done()), run.answer().text().length()));
    return events;
  }

  @Override
  public List<StreamEvent> failed(FailedReply failure) {
    ResponseBody body = shape.failed(opening, failure, output.done());
    return List.of(
        whole(ResponseEvents.FAILED, body, 0),
        Frame.of(
            ResponseEvents.ERROR,
            0,
            n ->
                opening
                    .json()
                    .write(
                        new ResponseEvents.Failure(
                            ResponseEvents.ERROR,
                            n,
                            failure.error().code(),
                            failure.error().message(),
                            failure.error().param(),
                            failure.error(),
                            failure.requestId(),
                            failure.usage(),
                            failure.fusion()))));
  }

  private StreamEvent whole(String type, ResponseBody body, int length) {
    return Frame.of(
        type, length, n -> opening.json().write(new ResponseEvents.Whole(type, n, body)));
  }
}
