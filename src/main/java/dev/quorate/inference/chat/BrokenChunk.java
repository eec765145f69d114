package dev.quorate.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.ErrorBody;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FusionReport;
import dev.quorate.kernel.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last chunk of a stream that failed, as OpenRouter's clients read it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BrokenChunk(
    @JsonProperty("id") String id,
    @JsonProperty("object") String object,
    @JsonProperty("created") long created,
    @JsonProperty("model") String model,
    @JsonProperty("choices") List<ChatChunk.Choice> choices,
    @JsonProperty("error") Cause error,
    @JsonProperty("request_id") String requestId,
    @JsonProperty("usage") @Nullable Object usage,
    @JsonProperty("fusion") @Nullable FusionReport fusion) {
  private static final ChatChunk.Choice ENDED =
      new ChatChunk.Choice(0, new ChatChunk.Delta(null, "", null), null, "error");

  /** What went wrong: the status as a number, our own words beside it. */
  record Cause(
      @JsonProperty("code") int code,
      @JsonProperty("message") String message,
      @JsonProperty("metadata") Metadata metadata) {
    static Cause of(ErrorBody.Cause ours) {
      int status = ErrorCode.valueOf(ours.code().toUpperCase(Locale.ROOT)).status();
      return new Cause(
          status, ours.message(), new Metadata(ours.code(), ours.type(), ours.param()));
    }
  }

  /** Our code and its family, as in an error that is no stream. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Metadata(
      @JsonProperty("error_code") String errorCode,
      @JsonProperty("error_type") String errorType,
      @JsonProperty("param") @Nullable String param) {}

  /**
   * @param chunk any chunk of the same stream
   */
  static BrokenChunk of(ChatChunk chunk, FailedReply failure) {
    return new BrokenChunk(
        chunk.id(),
        chunk.object(),
        chunk.created(),
        chunk.model(),
        List.of(ENDED),
        Cause.of(failure.error()),
        failure.requestId(),
        failure.usage(),
        failure.fusion());
  }
}
