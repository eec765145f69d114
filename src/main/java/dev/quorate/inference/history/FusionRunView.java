package dev.quorate.inference.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quorate.http.ErrorBody;
import dev.quorate.inference.FusionReport;
import dev.quorate.runs.finished.FinishedFusion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/** A finished run with every text. */
@Schema(
    name = "FusionRunRecord",
    description = "A finished run with every text",
    allOf = FusionRunSummary.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record FusionRunView(
    @JsonUnwrapped @Schema(hidden = true) FusionRunSummary summary,
    @JsonProperty("receipt")
        @Schema(
            description = "Where its ledger lines are",
            examples = "/v1/usage/requests/req_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f")
        String receipt,
    @JsonProperty("plan") @Schema(implementation = PlanSummary.class) JsonNode plan,
    @JsonProperty("answer")
        @Schema(
            description = "What was answered; null where nothing was",
            implementation = String.class,
            nullable = true)
        JsonNode answer,
    @JsonProperty("error") @Schema(implementation = ErrorBody.Cause.class, nullable = true)
        JsonNode error,
    @JsonProperty("fusion")
        @Schema(
            description = "As in the reply, with each usable panelist's text and finish",
            implementation = FusionReport.class)
        JsonNode fusion) {
  /**
   * @param told what was kept of it
   */
  static FusionRunView of(FinishedFusion run, JsonNode told) {
    return new FusionRunView(
        FusionRunSummary.of(run),
        "/v1/usage/requests/" + run.id().asRequest(),
        told.path("plan"),
        told.path("answer"),
        told.path("error"),
        told.path("fusion"));
  }
}
