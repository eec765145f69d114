package dev.quorate.usage.reading;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a report's groups: by name, within their time; or the largest first, and all times
 * of one group together, largest by what the group comes to in the whole period.
 */
public enum GroupOrder {
  GROUP("group", null),
  COST("cost", "cost"),
  CALLS("calls", "calls"),
  TOKENS(
      "tokens",
      "input_tokens + cache_read_tokens + cache_write_tokens + output_tokens + reasoning_tokens");

  private final String wire;
  private final @Nullable String figure;

  GroupOrder(String wire, @Nullable String figure) {
    this.wire = wire;
    this.figure = figure;
  }

  public String wire() {
    return wire;
  }

  public static Optional<GroupOrder> parse(String text) {
    return Arrays.stream(values()).filter(order -> order.wire.equals(text)).findFirst();
  }

  /** The choices, for a refusal. */
  public static String choices() {
    return Arrays.stream(values()).map(GroupOrder::wire).collect(Collectors.joining(", "));
  }

  boolean bySize() {
    return figure != null;
  }

  /** The column {@code weight} of rows {@code g}: what its whole group comes to. */
  String weight() {
    return figure == null
        ? "0::numeric AS weight"
        : "sum((" + figure + ")::numeric) OVER (PARTITION BY is_total, name) AS weight";
  }

  /** Names are compared byte by byte, so that the order is the same in every database. */
  String sql() {
    return figure == null
        ? " ORDER BY is_total DESC, time_name COLLATE \"C\", name COLLATE \"C\" NULLS LAST"
        : " ORDER BY is_total DESC, weight DESC, name COLLATE \"C\" NULLS LAST, time_name COLLATE"
            + " \"C\"";
  }
}
