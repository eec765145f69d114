package dev.quorate.inference.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.quorate.runs.finished.FinishedFusion;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A finished run without its texts. */
@Schema(name = "FusionRunSummary", description = "A finished run without its texts")
@JsonPropertyOrder({"object", "id"})
record FusionRunSummary(
    @JsonProperty("id") @Schema(examples = "fr_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f") String id,
    @JsonProperty("request_id") String requestId,
    @JsonProperty("endpoint")
        @Schema(enumeration = {"responses", "chat.completions", "fusion.rejudge"})
        String endpoint,
    @JsonProperty("rejudge_of")
        @Schema(
            description = "The run whose panel was judged again; null where the panel was asked",
            nullable = true)
        @Nullable String rejudgeOf,
    @JsonProperty("model") @Schema(description = "As the request named it") String model,
    @JsonProperty("mode") @Schema(enumeration = {"synthesis", "analysis", "best_of"}) String mode,
    @JsonProperty("status")
        @Schema(enumeration = {"full", "single", "not_invoked", "degraded", "failed", "cancelled"})
        String status,
    @JsonProperty("cost") @Schema(description = "USD, exact, as it stood at the run's end")
        BigDecimal cost,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("finished_at") Instant finishedAt,
    @JsonProperty("expires_at") @Schema(description = "When its texts are gone")
        Instant expiresAt) {
  static FusionRunSummary of(FinishedFusion run) {
    return new FusionRunSummary(
        run.id().asRun(),
        run.id().asRequest(),
        run.endpoint(),
        run.rejudgeOf() == null ? null : run.rejudgeOf().asRun(),
        run.model(),
        run.mode(),
        run.status(),
        run.cost().wire(),
        run.createdAt(),
        run.endedAt(),
        run.expiresAt());
  }

  /** Always {@code fusion.run}. */
  @JsonProperty("object")
  @Schema(description = "Always fusion.run", examples = "fusion.run")
  public String object() {
    return "fusion.run";
  }
}
