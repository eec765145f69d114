package dev.quorate.inference.responses;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.inference.AnswerScript;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.FusionReport;
import dev.quorate.inference.ReplyShape;
import dev.quorate.inference.StreamOpening;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes a Responses reply, whole or as it comes. */
record ResponsesReplyShape(Echo echo, boolean withItem) implements ReplyShape {
  /** Nothing was used yet. */
  static final ResponseUsage UNUSED = ResponseUsage.of(TokenUsage.ZERO, null);

  @Override
  public ReplyShape unkept() {
    return new ResponsesReplyShape(echo.unkept(), withItem);
  }

  @Override
  public ResponseBody answer(FinishedRun run) {
    return ended(run, items(run));
  }

  @Override
  public AnswerScript script(StreamOpening opening) {
    return new ResponsesScript(opening, this, withItem);
  }

  /** The reply of a finished run with these items. */
  ResponseBody ended(FinishedRun run, List<ResponseItem> output) {
    String reason = incompleteReason(run);
    State state =
        new State(
            status(run),
            reason == null ? run.finishedAt().getEpochSecond() : null,
            null,
            reason == null ? null : new ResponseBody.IncompleteDetails(reason));
    return body(
        new Frame(run.id(), run.receivedAt().getEpochSecond(), run.model()),
        state,
        output,
        new Sums(usage(run.usage(), run.cost()), run.fusion(), run.warningsOrNull()));
  }

  /** The reply while nothing has come of it. */
  ResponseBody begun(StreamOpening opening, @Nullable ResponseUsage usage) {
    return body(
        Frame.of(opening),
        new State(ResponseItem.IN_PROGRESS, null, null, null),
        List.of(),
        new Sums(usage, null, null));
  }

  /** The reply that came to nothing, or broke off after these items. */
  ResponseBody failed(StreamOpening opening, FailedReply failure, List<ResponseItem> output) {
    return failed(opening, failure, output, "failed");
  }

  private ResponseBody failed(
      StreamOpening opening, FailedReply failure, List<ResponseItem> output, String status) {
    ResponseBody.Failure error =
        new ResponseBody.Failure(
            publicCode(failure.error().type()),
            failure.error().message() + " (" + failure.error().code() + ")");
    ResponseUsage usage = failure.usage() instanceof ResponseUsage known ? known : UNUSED;
    return body(
        Frame.of(opening),
        new State(status, null, status.equals("failed") ? error : null, null),
        output,
        new Sums(usage, failure.fusion(), null));
  }

  /** OpenAI's clients know a closed list of codes; ours stands in the message and in the event. */
  private static String publicCode(String type) {
    return switch (type) {
      case "rate_limit_error" -> "rate_limit_exceeded";
      case "invalid_request_error" -> "invalid_prompt";
      default -> "server_error";
    };
  }

  private record Frame(RequestId id, long createdAt, String model) {
    static Frame of(StreamOpening opening) {
      return new Frame(opening.id(), opening.receivedAt().getEpochSecond(), opening.model());
    }
  }

  private record State(
      String status,
      @Nullable Long completedAt,
      ResponseBody.@Nullable Failure error,
      ResponseBody.@Nullable IncompleteDetails incomplete) {}

  private record Sums(
      @Nullable ResponseUsage usage,
      @Nullable FusionReport fusion,
      @Nullable List<String> warnings) {}

  private ResponseBody body(Frame frame, State state, List<ResponseItem> output, Sums sums) {
    CallerSettings settings = echo.settings();
    return new ResponseBody(
        frame.id().asResponse(),
        "response",
        frame.createdAt(),
        state.completedAt(),
        state.status(),
        state.error(),
        state.incomplete(),
        frame.model(),
        output,
        sums.usage(),
        sums.fusion(),
        sums.warnings(),
        echo.previousResponseId(),
        echo.instructions(),
        settings.maxOutputTokens(),
        // What OpenAI's API reports when the caller said nothing; the keys may not be null.
        Objects.requireNonNullElse(settings.temperature(), BigDecimal.ONE),
        Objects.requireNonNullElse(settings.topP(), BigDecimal.ONE),
        0,
        0,
        0,
        new ResponseBody.TextSettings(echo.format()),
        new ResponseBody.Reasoning(settings.reasoningEffort(), null),
        echo.tools(),
        echo.toolChoice(),
        echo.parallelToolCalls(),
        echo.maxToolCalls(),
        "disabled",
        echo.store(),
        echo.background(),
        "default",
        echo.metadata(),
        echo.safetyIdentifier(),
        echo.promptCacheKey());
  }

  @Override
  public ResponseBody standing(StreamOpening opening, String status) {
    return body(
        Frame.of(opening),
        new State(status, null, null, null),
        List.of(),
        new Sums(UNUSED, null, null));
  }

  @Override
  public ResponseBody failed(StreamOpening opening, FailedReply failure, String status) {
    return failed(opening, failure, List.of(), status);
  }

  @Override
  public Conversation recalled(JsonNode items) {
    return InputReader.recalled(items, null);
  }

  @Override
  public Conversation reread(JsonNode input) {
    return InputReader.recalled(input, echo.instructions());
  }

  @Override
  public ResponseUsage usage(TokenUsage usage, @Nullable Money cost) {
    return ResponseUsage.of(usage, cost);
  }

  /** {@code completed} or {@code incomplete}. */
  static String status(FinishedRun run) {
    return incompleteReason(run) == null ? ResponseItem.COMPLETED : "incomplete";
  }

  /** The answer's text, where there is one or nothing else, then the tools it asks for. */
  private List<ResponseItem> items(FinishedRun run) {
    List<ResponseItem> items = new ArrayList<>();
    List<Turn.ToolCall> calls = run.answer().toolCalls();
    if (!run.answer().before().isEmpty()) {
      items.add(
          ResponseItem.Message.of(
              ResponseItem.messageId(run.id(), 0), ResponseItem.COMPLETED, run.answer().before()));
    }
    if (withItem && run.result() != null) {
      items.add(ResponseItem.FusionCall.of(run.id(), run.result()));
    }
    if (!run.answer().text().isEmpty() || calls.isEmpty()) {
      items.add(
          ResponseItem.Message.of(
              ResponseItem.messageId(run.id(), run.answer().before().isEmpty() ? 0 : 1),
              status(run),
              run.answer().text()));
    }
    for (int index = 0; index < calls.size(); index++) {
      items.add(
          ResponseItem.FunctionCall.of(
              ResponseItem.callId(run.id(), index), calls.get(index), ResponseItem.COMPLETED));
    }
    return items;
  }

  private static @Nullable String incompleteReason(FinishedRun run) {
    return switch (run.answer().finish()) {
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case STOP, TOOL_CALLS, OTHER -> null;
    };
  }
}
