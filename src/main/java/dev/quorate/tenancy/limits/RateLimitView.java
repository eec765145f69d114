package dev.quorate.tenancy.limits;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Rate limits on the wire. */
@Schema(name = "RateLimits", description = "Limits on speed; null where there is none.")
public record RateLimitView(
    @JsonProperty("rpm")
        @Schema(description = "Requests a minute", nullable = true, examples = "600")
        @Nullable Integer rpm,
    @JsonProperty("tpm")
        @Schema(
            description = "Tokens a minute, in and out together",
            nullable = true,
            examples = "200000")
        @Nullable Integer tpm,
    @JsonProperty("concurrent")
        @Schema(description = "Requests at once", nullable = true, examples = "50")
        @Nullable Integer concurrent) {

  public static RateLimitView of(RateLimit limit) {
    return new RateLimitView(limit.rpm(), limit.tpm(), limit.concurrent());
  }
}
