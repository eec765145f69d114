package dev.quorate.inference.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed Responses reply; each one's {@code type} is also its event's name.
 *
 * @see <a href="https://www.openresponses.org/specification">Open Responses</a>
 */
sealed interface ResponseEvents {
  String CREATED = "response.created";
  String IN_PROGRESS = "response.in_progress";
  String ITEM_ADDED = "response.output_item.added";
  String ITEM_DONE = "response.output_item.done";
  String PART_ADDED = "response.content_part.added";
  String PART_DONE = "response.content_part.done";
  String TEXT_DELTA = "response.output_text.delta";
  String TEXT_DONE = "response.output_text.done";
  String ARGUMENTS_DELTA = "response.function_call_arguments.delta";
  String ARGUMENTS_DONE = "response.function_call_arguments.done";
  String COMPLETED = "response.completed";
  String INCOMPLETE = "response.incomplete";
  String FAILED = "response.failed";
  String ERROR = "error";

  /** The whole response as it stands: created, in progress, completed, incomplete, failed. */
  record Whole(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("response") ResponseBody response)
      implements ResponseEvents {}

  /** An output item begins or is done. */
  record Item(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("item") ResponseItem item)
      implements ResponseEvents {}

  /** A part of a message begins or is done. */
  record Part(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("item_id") String itemId,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("content_index") int contentIndex,
      @JsonProperty("part") ResponseItem.OutputText part)
      implements ResponseEvents {}

  /** Further text. */
  record TextDelta(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("item_id") String itemId,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("content_index") int contentIndex,
      @JsonProperty("delta") String delta,
      @JsonProperty("logprobs") List<Object> logprobs)
      implements ResponseEvents {}

  /** The text is complete. */
  record TextDone(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("item_id") String itemId,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("content_index") int contentIndex,
      @JsonProperty("text") String text,
      @JsonProperty("logprobs") List<Object> logprobs)
      implements ResponseEvents {}

  /** Further arguments of a function call. */
  record ArgumentsDelta(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("item_id") String itemId,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("delta") String delta)
      implements ResponseEvents {}

  /** The arguments are complete. */
  record ArgumentsDone(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("item_id") String itemId,
      @JsonProperty("output_index") int outputIndex,
      @JsonProperty("name") String name,
      @JsonProperty("arguments") String arguments)
      implements ResponseEvents {}

  /**
   * The stream ends without an answer. OpenAI's clients read the flat members, Open Responses' the
   * nested ones; both are there.
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Failure(
      @JsonProperty("type") String type,
      @JsonProperty("sequence_number") long sequenceNumber,
      @JsonProperty("code") String code,
      @JsonProperty("message") String message,
      @JsonProperty("param") @Nullable String param,
      @JsonProperty("error") Object error,
      @JsonProperty("request_id") String requestId,
      @JsonProperty("usage") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object usage,
      @JsonProperty("fusion") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object fusion)
      implements ResponseEvents {}
}
