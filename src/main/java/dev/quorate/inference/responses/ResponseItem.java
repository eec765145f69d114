package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.fusion.FusionResult;
import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.inference.FusionReport;
import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One item of a reply's output. */
@Schema(name = "ResponseItem", description = "A message, or a call of one of the request's tools")
public sealed interface ResponseItem {
  String IN_PROGRESS = "in_progress";
  String COMPLETED = "completed";

  /** The answer as an output item. */
  @Schema(name = "ResponseMessage", description = "The answer")
  record Message(
      @JsonProperty("type") @Schema(enumeration = "message") String type,
      @JsonProperty("id") @Schema(examples = "msg_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f") String id,
      @JsonProperty("status") @Schema(enumeration = {"in_progress", "completed", "incomplete"})
          String status,
      @JsonProperty("role") @Schema(enumeration = "assistant") String role,
      @JsonProperty("content") @Schema(description = "Always one text") List<OutputText> content)
      implements ResponseItem {
    /** A message of which nothing is known yet. */
    static Message begun(String id) {
      return new Message("message", id, IN_PROGRESS, "assistant", List.of());
    }

    static Message of(String id, String status, String text) {
      return new Message("message", id, status, "assistant", List.of(OutputText.of(text)));
    }
  }

  /** The answer's text. */
  @Schema(name = "ResponseOutputText", description = "The answer's text")
  record OutputText(
      @JsonProperty("type") @Schema(enumeration = "output_text") String type,
      @JsonProperty("text") String text,
      @JsonProperty("annotations") @Schema(description = "Always empty") List<Object> annotations,
      @JsonProperty("logprobs") @Schema(description = "Always empty") List<Object> logprobs) {

    static OutputText of(String text) {
      return new OutputText("output_text", text, List.of(), List.of());
    }
  }

  /**
   * What a panel gave the outer model.
   *
   * @param analysis null when the judge made none
   * @param sources pages that panel and judge were shown; none without web calls
   */
  @Schema(name = "ResponseFusionCall", description = "What a panel gave the outer model")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FusionCall(
      @JsonProperty("type") @Schema(enumeration = "openrouter:fusion") String type,
      @JsonProperty("id") String id,
      @JsonProperty("status") @Schema(enumeration = {"in_progress", "completed"}) String status,
      @JsonProperty("analysis")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(type = SchemaType.OBJECT, description = "Absent where the judge made none")
          @Nullable Object analysis,
      @JsonProperty("responses") List<Map<String, Object>> responses,
      @JsonProperty("failed_models") List<Map<String, Object>> failedModels,
      @JsonProperty("sources") List<FusionReport.Source> sources)
      implements ResponseItem {
    static FusionCall begun(RequestId id) {
      return new FusionCall(
          "openrouter:fusion", id.asRun(), IN_PROGRESS, null, List.of(), List.of(), List.of());
    }

    static FusionCall of(RequestId id, FusionResult result) {
      Analysis analysis = result.analysis();
      return new FusionCall(
          "openrouter:fusion",
          id.asRun(),
          COMPLETED,
          analysis == null ? null : AnalysisText.tree(analysis),
          result.responses(),
          result.failed(),
          FusionReport.Source.of(result.sources()));
    }
  }

  /** A tool the model asks its caller to run. */
  @Schema(name = "ResponseFunctionCall", description = "A tool the model asks its caller to run")
  record FunctionCall(
      @JsonProperty("type") @Schema(enumeration = "function_call") String type,
      @JsonProperty("id") @Schema(examples = "fc_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f_0") String id,
      @JsonProperty("call_id") @Schema(description = "What the tool's result refers to")
          String callId,
      @JsonProperty("name") String name,
      @JsonProperty("arguments") @Schema(description = "JSON text, as the model wrote it")
          String arguments,
      @JsonProperty("status") @Schema(enumeration = {"in_progress", "completed", "incomplete"})
          String status)
      implements ResponseItem {
    static FunctionCall of(String id, Turn.ToolCall call, String status) {
      return new FunctionCall(
          "function_call", id, call.id(), call.name(), call.arguments(), status);
    }
  }

  /** The id of a reply's n-th message; the first has no number. */
  static String messageId(RequestId id, int index) {
    return "msg_" + id.hex() + (index == 0 ? "" : "_" + index);
  }

  /** The id of a reply's n-th tool call. */
  static String callId(RequestId id, int index) {
    return "fc_" + id.hex() + "_" + index;
  }
}
