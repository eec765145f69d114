package dev.quorate.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.Page;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.GroupPlace;
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
  static UsageReport of(
      Grouping grouping, GroupOrder order, Period period, List<GroupStore.Group> rows, int limit) {
    List<GroupStore.Group> groups = rows.subList(1, Math.min(rows.size(), limit + 1));
    boolean more = rows.size() > limit + 1;
    return new UsageReport(
        "list",
        grouping.wire(),
        period.start(),
        period.end(),
        groups.stream().map(UsageGroup::of).toList(),
        Total.of(rows.getFirst()),
        more,
        more ? Page.cursorOf(GroupPlace.of(order, groups.getLast()).position()) : null);
  }

  /** The same groups as a table. */
  byte[] csv(Grouping grouping) {
    return UsageTable.of(grouping, data);
  }
}
