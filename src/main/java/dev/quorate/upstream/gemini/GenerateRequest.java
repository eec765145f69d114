package dev.quorate.upstream.gemini;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.upstream.wire.WireRequest;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request for content. What is null is not sent. */
@JsonInclude(Include.NON_NULL)
record GenerateRequest(
    @JsonProperty("systemInstruction") @Nullable Content systemInstruction,
    @JsonProperty("contents") List<Content> contents,
    @JsonProperty("generationConfig") Config generationConfig,
    @JsonProperty("tools") @Nullable List<ToolBox> tools,
    @JsonProperty("toolConfig") @Nullable ToolConfig toolConfig)
    implements WireRequest {

  @JsonInclude(Include.NON_NULL)
  record Content(
      @JsonProperty("role") @Nullable String role, @JsonProperty("parts") List<Part> parts) {}

  /** A piece of a content. */
  sealed interface Part {}

  record Text(@JsonProperty("text") String text) implements Part {}

  record Inline(@JsonProperty("inlineData") Blob inlineData) implements Part {}

  record Blob(@JsonProperty("mimeType") String mimeType, @JsonProperty("data") String data) {}

  record Linked(@JsonProperty("fileData") File fileData) implements Part {}

  @JsonInclude(Include.NON_NULL)
  record File(
      @JsonProperty("mimeType") @Nullable String mimeType,
      @JsonProperty("fileUri") String fileUri) {}

  /** A function the model called in an earlier turn. */
  @JsonInclude(Include.NON_NULL)
  record Call(
      @JsonProperty("functionCall") Called functionCall,
      @JsonProperty("thoughtSignature") @Nullable String thoughtSignature)
      implements Part {}

  record Called(
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("args") JsonNode args) {}

  record Returned(@JsonProperty("functionResponse") Result functionResponse) implements Part {}

  record Result(
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("response") JsonNode response) {}

  @JsonInclude(Include.NON_NULL)
  record Config(
      @JsonProperty("maxOutputTokens") int maxOutputTokens,
      @JsonProperty("temperature") @Nullable BigDecimal temperature,
      @JsonProperty("topP") @Nullable BigDecimal topP,
      @JsonProperty("stopSequences") @Nullable List<String> stopSequences,
      @JsonProperty("seed") @Nullable Integer seed,
      @JsonProperty("responseMimeType") @Nullable String responseMimeType,
      @JsonProperty("responseJsonSchema") @Nullable JsonNode responseJsonSchema,
      @JsonProperty("thinkingConfig") @Nullable Thinking thinkingConfig) {}

  @JsonInclude(Include.NON_NULL)
  record Thinking(
      @JsonProperty("thinkingLevel") @Nullable String thinkingLevel,
      @JsonProperty("thinkingBudget") @Nullable Integer thinkingBudget) {}

  record ToolBox(@JsonProperty("functionDeclarations") List<Function> functionDeclarations) {}

  @JsonInclude(Include.NON_NULL)
  record Function(
      @JsonProperty("name") String name,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("parametersJsonSchema") @Nullable JsonNode parametersJsonSchema) {}

  record ToolConfig(@JsonProperty("functionCallingConfig") Calling functionCallingConfig) {}

  @JsonInclude(Include.NON_NULL)
  record Calling(
      @JsonProperty("mode") String mode,
      @JsonProperty("allowedFunctionNames") @Nullable List<String> allowedFunctionNames) {}

  /** Prompts are in here. */
  @Override
  public String toString() {
    return "GenerateRequest[" + contents.size() + " contents]";
  }
}
