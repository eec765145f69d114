package dev.quorate.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.usage.reading.GroupStore;
import dev.quorate.usage.reading.TokenCounts;
import dev.quorate.usage.reading.Totals;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One group of a usage report. */
@Schema(name = "UsageGroup", description = "The lines of one group, summed.")
record UsageGroup(
    @JsonProperty("object") @Schema(examples = "usage.group") String object,
    @JsonProperty("time")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Of a report by a time and one more: the UTC hour, day, week (its Monday) or month"
                    + " of the lines; absent otherwise",
            examples = "2026-11-21")
        @Nullable String time,
    @JsonProperty("group")
        @Schema(
            description =
                "What the lines have in common: a UTC date, a model, a role, an id, a tag's value;"
                    + " null for lines without it",
            examples = "2026-11-21")
        @Nullable String group,
    @JsonProperty("requests")
        @Schema(description = "Distinct requests; does not add up over groups")
        long requests,
    @JsonProperty("calls") long calls,
    @JsonProperty("open_calls") @Schema(description = "Calls not settled yet; they count 0 below")
        long openCalls,
    @JsonProperty("usage") TokenCounts usage,
    @JsonProperty("cost") @Schema(description = "USD, exact", examples = "0.0012345")
        BigDecimal cost,
    @JsonProperty("waste") @Schema(description = "The part of cost that served nothing")
        BigDecimal waste,
    @JsonProperty("exposure")
        @Schema(description = "USD that calls may have cost beside; never billed")
        BigDecimal exposure,
    @JsonProperty("adjustments")
        @Schema(description = "Corrections made in this time, of whatever lines; not in cost")
        BigDecimal adjustments) {

  static UsageGroup of(GroupStore.Group group) {
    Totals totals = group.totals();
    return new UsageGroup(
        "usage.group",
        group.time(),
        group.name(),
        totals.requests(),
        totals.calls(),
        totals.openCalls(),
        TokenCounts.of(totals.tokens()),
        totals.cost(),
        totals.waste(),
        totals.exposure(),
        group.adjustments());
  }
}
