package dev.quorate.inference.responses;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.ReplyShape;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a Responses reply. */
record ResponsesReplyShape(Echo echo) implements ReplyShape {

  @Override
  public ResponseBody answer(FinishedRun run) {
    String reason = incompleteReason(run);
    String status = reason == null ? "completed" : "incomplete";
    CallerSettings settings = echo.settings();
    return new ResponseBody(
        run.id().asResponse(),
        "response",
        run.receivedAt().getEpochSecond(),
        reason == null ? run.finishedAt().getEpochSecond() : null,
        status,
        null,
        reason == null ? null : new ResponseBody.IncompleteDetails(reason),
        run.model(),
        List.of(message(run, status)),
        usage(run.usage(), run.cost()),
        run.fusion(),
        run.warningsOrNull(),
        null,
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
        List.of(),
        echo.toolChoice(),
        echo.parallelToolCalls(),
        echo.maxToolCalls(),
        "disabled",
        false,
        false,
        "default",
        echo.metadata(),
        echo.safetyIdentifier(),
        echo.promptCacheKey());
  }

  @Override
  public ResponseUsage usage(TokenUsage usage, @Nullable Money cost) {
    return ResponseUsage.of(usage, cost);
  }

  private static ResponseBody.Message message(FinishedRun run, String status) {
    return new ResponseBody.Message(
        "message",
        "msg_" + run.id().hex(),
        status,
        "assistant",
        List.of(ResponseBody.OutputText.of(run.answer().text())));
  }

  private static @Nullable String incompleteReason(FinishedRun run) {
    return switch (run.answer().finish()) {
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      // No tools are ever offered, so a model that claims to have called one has stopped.
      case STOP, TOOL_CALLS, OTHER -> null;
    };
  }
}
