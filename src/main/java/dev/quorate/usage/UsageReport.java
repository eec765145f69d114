package dev.quorate.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.Page;
import dev.quorate.usage.reading.GroupStore;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.Period;
import dev.quorate.usage.reading.TokenCounts;
import dev.quorate.usage.reading.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Usage by group, one page of groups; the total is of all pages. */
@Schema(name = "UsageReport", description = "Usage by group; the total is of all pages.")
record UsageReport(
    @JsonProperty("object") @Schema(examples = "list") String object,
    @JsonProperty("group_by") @Schema(examples = "day") String groupBy,
    @JsonProperty("start") Instant start,
    @JsonProperty("end") @Schema(description = "Exclusive") Instant end,
    @JsonProperty("data") List<UsageGroup> data,
    @JsonProperty("total") Total total,
    @JsonProperty("has_more") boolean hasMore,
    @JsonProperty("next_cursor") @Nullable String nextCursor) {

  /** The sum of all groups. */
  @Schema(name = "UsageTotal")
  record Total(
      @JsonProperty("requests") long requests,
      @JsonProperty("calls") long calls,
      @JsonProperty("open_calls") long openCalls,
      @JsonProperty("usage") TokenCounts usage,
      @JsonProperty("cost") BigDecimal cost,
      @JsonProperty("waste") BigDecimal waste,
      @JsonProperty("exposure") BigDecimal exposure,
      @JsonProperty("adjustments") BigDecimal adjustments) {

    static Total of(GroupStore.Group all) {
      Totals totals = all.totals();
      return new Total(
          totals.requests(),
          totals.calls(),
          totals.openCalls(),
          TokenCounts.of(totals.tokens()),
          totals.cost(),
          totals.waste(),
          totals.exposure(),
          all.adjustments());
    }
  }

  /**
   * @param rows the total and then the groups, one more than the page if there is one
   */
  static UsageReport of(Grouping grouping, Period period, List<GroupStore.Group> rows, int limit) {
    List<GroupStore.Group> groups = rows.subList(1, Math.min(rows.size(), limit + 1));
    boolean more = rows.size() > limit + 1;
    String last = more ? groups.getLast().name() : null;
    return new UsageReport(
        "list",
        grouping.wire(),
        period.start(),
        period.end(),
        groups.stream().map(UsageGroup::of).toList(),
        Total.of(rows.getFirst()),
        more,
        last == null ? null : Page.cursorOf(last));
  }

  /** The same groups as a table. */
  byte[] csv() {
    Csv csv =
        new Csv(
            "group_by",
            "group",
            "requests",
            "calls",
            "open_calls",
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "cost",
            "waste",
            "exposure",
            "adjustments");
    for (UsageGroup row : data) {
      TokenCounts usage = row.usage();
      csv.row(
          groupBy,
          row.group(),
          row.requests(),
          row.calls(),
          row.openCalls(),
          usage.inputTokens(),
          usage.cacheReadTokens(),
          usage.cacheWriteTokens(),
          usage.outputTokens(),
          usage.reasoningTokens(),
          row.cost(),
          row.waste(),
          row.exposure(),
          row.adjustments());
    }
    return csv.bytes();
  }
}
