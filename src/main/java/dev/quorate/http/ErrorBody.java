package dev.quorate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Every refusal and failure on the wire, in OpenAI's shape. */
@Schema(
    name = "Error",
    description = "A refusal or failure.",
    examples =
        """
        {"error":{"message":"'fusion.quorum' must be an integer from 1 to 8.",\
        "type":"invalid_request_error","code":"invalid_value","param":"fusion.quorum"},\
        "request_id":"req_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f"}\
        """)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ErrorBody(
    @JsonProperty("error") Cause error,
    @JsonProperty("request_id") @Schema(description = "Equal to the x-request-id header")
        String requestId) {

  /** The body of a refusal. */
  public static ErrorBody of(GatewayException refusal, RequestId id) {
    return new ErrorBody(
        new Cause(refusal.text(), refusal.code().type(), refusal.code().code(), refusal.param()),
        id.asRequest());
  }

  /**
   * What went wrong.
   *
   * @param param path of the field to blame, or null
   */
  @Schema(name = "ErrorCause", description = "What went wrong.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Cause(
      @JsonProperty("message") @Schema(description = "A sentence for people") String message,
      @JsonProperty("type") @Schema(description = "The family of the code") String type,
      @JsonProperty("code") @Schema(description = "What programs should look at") String code,
      @JsonProperty("param")
          @Schema(description = "Path of the field to blame, or null", nullable = true)
          @Nullable String param) {}
}
