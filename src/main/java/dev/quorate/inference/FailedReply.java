package dev.quorate.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.ErrorBody;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error after calls were made: the usual error, and what those calls came to. */
@Schema(
    name = "FailedRun",
    description = "An error after calls were made: the usual error, and what those calls came to")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedReply(
    @JsonProperty("error") ErrorBody.Cause error,
    @JsonProperty("request_id") @Schema(description = "Equal to the x-request-id header")
        String requestId,
    @JsonProperty("usage")
        @Schema(
            type = SchemaType.OBJECT,
            description = "Sum over every call that ran, in the endpoint's own field names")
        @Nullable Object usage,
    @JsonProperty("fusion") @Schema(description = "Absent for a direct call")
        @Nullable FusionReport fusion) {}
