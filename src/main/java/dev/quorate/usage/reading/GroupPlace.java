package dev.quorate.usage.reading;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a group in a report, after which the next page begins.
 *
 * @param weight what its whole group comes to; 0 in an order by name
 * @param time null where groups are not told apart by it
 * @param name null for lines that have no such property
 */
public record GroupPlace(
    GroupOrder order, BigDecimal weight, @Nullable String time, @Nullable String name) {
  /** Names and times have no control characters. */
  private static final String BETWEEN = "\n";

  private static final String NAMED = "=";
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,10})?");

  public static GroupPlace of(GroupOrder order, GroupStore.Group group) {
    return new GroupPlace(order, group.weight(), group.time(), group.name());
  }

  /** As a cursor holds it. */
  public String position() {
    return String.join(
        BETWEEN,
        order.wire(),
        weight.toPlainString(),
        time == null ? "" : time,
        name == null ? "" : NAMED + name);
  }

  /** Empty if it is the place of no group of such a report in such an order. */
  public static Optional<GroupPlace> parse(String position, GroupOrder order, Grouping grouping) {
    String[] parts = position.split(BETWEEN, -1);
    boolean sound =
        parts.length == 4
            && parts[0].equals(order.wire())
            && AMOUNT.matcher(parts[1]).matches()
            && parts[2].isEmpty() == (grouping.time() == null)
            && (parts[3].isEmpty() || parts[3].startsWith(NAMED))
            && position.indexOf('\0') < 0;
    if (!sound) {
      return Optional.empty();
    }
    String time = parts[2].isEmpty() ? null : parts[2];
    String name = parts[3].isEmpty() ? null : parts[3].substring(NAMED.length());
    return Optional.of(new GroupPlace(order, new BigDecimal(parts[1]), time, name));
  }

  /** A condition: the row comes after this one, or is the total. */
  void appendAfter(ReportQuery query) {
    query.append(" AND (is_total OR ");
    if (order.bySize()) {
      query.append("weight < ?", weight).append(" OR (weight = ? AND (", weight);
      appendNamesAfter(query);
      appendLaterOfSameName(query);
      query.append(")))");
    } else if (time == null) {
      appendNamesAfter(query);
      query.append(")");
    } else {
      query.append("time_name COLLATE \"C\" > ?", time).append(" OR (time_name = ? AND (", time);
      appendNamesAfter(query);
      query.append(")))");
    }
  }

  /** The nameless group is the last. */
  private void appendNamesAfter(ReportQuery query) {
    if (name == null) {
      query.append("false");
    } else {
      query.append("name IS NULL OR name COLLATE \"C\" > ?", name);
    }
  }

  private void appendLaterOfSameName(ReportQuery query) {
    if (time == null) {
      return;
    }
    query.append(" OR (time_name COLLATE \"C\" > ? AND name ", time);
    if (name == null) {
      query.append("IS NULL)");
    } else {
      query.append("= ?)", name);
    }
  }
}
