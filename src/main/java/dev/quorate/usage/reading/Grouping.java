package dev.quorate.usage.reading;

import dev.quorate.usage.reading.Grains.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What lines are summed by.
 *
 * @param dimension what the groups are named after
 * @param tagKey the tag whose values make the groups, null unless the dimension is {@code TAG}
 * @param time what each group is told apart by beside, null if by nothing
 */
public record Grouping(Dimension dimension, @Nullable String tagKey, @Nullable Dimension time) {
  private static final String TAG_PREFIX = "tag:";
  private static final int MAX_TAG_KEY = 64;

  /**
   * A property of a line: an expression over a row named {@code %1$s} that counts at the time
   * {@code %2$s}, and whose request's preset and status are {@code %3$s} and {@code %4$s}.
   */
  public enum Dimension {
    HOUR("hour", "to_char(%2$s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24\":00:00Z\"')", Grain.HOUR),
    DAY("day", "to_char(%2$s AT TIME ZONE 'UTC', 'YYYY-MM-DD')", Grain.DAY),
    WEEK("week", "to_char(date_trunc('week', %2$s AT TIME ZONE 'UTC'), 'YYYY-MM-DD')", Grain.DAY),
    MONTH("month", "to_char(%2$s AT TIME ZONE 'UTC', 'YYYY-MM')", Grain.MONTH),
    MODEL("model", "%1$s.model"),
    ROLE("role", "%1$s.role"),
    PROJECT("project", "%1$s.project_id::text"),
    KEY("key", "%1$s.api_key_id::text"),
    PRESET("preset", "%3$s"),
    PROVIDER("provider", "%1$s.provider"),
    STATUS("status", "%4$s"),
    WORKSPACE("workspace", "%1$s.workspace_id::text"),
    TAG("tag", "%1$s.tags ->> ?");

    private final String wire;
    private final String sql;
    private final @Nullable Grain grain;

    Dimension(String wire, String sql) {
      this(wire, sql, null);
    }

    Dimension(String wire, String sql, @Nullable Grain grain) {
      this.wire = wire;
      this.sql = sql;
      this.grain = grain;
    }

    boolean isTime() {
      return grain != null;
    }
  }

  /**
   * Reads {@code day}, {@code model}, … or {@code tag:<key>}.
   *
   * @param acrossWorkspaces whether {@code workspace} is one of them
   */
  public static Optional<Grouping> parse(String text, boolean acrossWorkspaces) {
    if (text.startsWith(TAG_PREFIX)) {
      String key = text.substring(TAG_PREFIX.length());
      boolean sound = !key.isEmpty() && key.length() <= MAX_TAG_KEY && key.indexOf('\0') < 0;
      return sound ? Optional.of(new Grouping(Dimension.TAG, key, null)) : Optional.empty();
    }
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension.wire.equals(text) && dimension != Dimension.TAG)
        .filter(dimension -> acrossWorkspaces || dimension != Dimension.WORKSPACE)
        .map(dimension -> new Grouping(dimension, null, null))
        .findFirst();
  }

  /**
   * The parts of {@code day,model}. A tag's key may have commas of its own: it ends where another
   * grouping follows.
   */
  public static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      boolean goesOn =
          !parts.isEmpty() && parts.getLast().startsWith(TAG_PREFIX) && parse(part, true).isEmpty();
      parts.add(goesOn ? parts.removeLast() + "," + part : part);
    }
    return parts;
  }

  /** Both at once, in either order; empty unless just one of them is of time. */
  public Optional<Grouping> and(Grouping other) {
    if (time != null || other.time != null || dimension.isTime() == other.dimension.isTime()) {
      return Optional.empty();
    }
    return Optional.of(
        dimension.isTime()
            ? new Grouping(other.dimension, other.tagKey, dimension)
            : new Grouping(dimension, tagKey, other.dimension));
  }

  /** The choices, for a refusal. */
  public static String choices(boolean acrossWorkspaces) {
    return Arrays.stream(Dimension.values())
        .filter(dimension -> acrossWorkspaces || dimension != Dimension.WORKSPACE)
        .map(dimension -> dimension == Dimension.TAG ? "tag:<key>" : dimension.wire)
        .collect(Collectors.joining(", "));
  }

  /** As the query said it, time first. */
  public String wire() {
    String name = tagKey == null ? dimension.wire : TAG_PREFIX + tagKey;
    return time == null ? name : time.wire + "," + name;
  }

  /** The largest rows of the roll-ups that tell one group from the next. */
  Grain grain() {
    Grain own = dimension.grain;
    Grain beside = time == null ? null : time.grain;
    return own != null ? own : beside != null ? beside : Grain.MONTH;
  }

  /** Whether the request itself must be read beside its lines. */
  boolean ofRequest() {
    return dimension == Dimension.PRESET;
  }

  /** The group of a line of {@link LineFilter#LINES}, which counts when it was intended. */
  void appendOfLine(ReportQuery query) {
    append(query, "ci", "ci.intended_at");
  }

  /** The group of a correction of such a line, which counts when it was made. */
  void appendOfCorrection(ReportQuery query) {
    append(query, "ci", "a.adjusted_at");
  }

  private void append(ReportQuery query, String row, String at) {
    appendName(
        query, dimension.sql.formatted(row, at, "ir.preset", "coalesce(re.status, 'running')"));
    appendTime(query, at);
  }

  /** The group of a row of the roll-ups. */
  void appendOfSums(ReportQuery query) {
    appendName(query, dimension.sql.formatted("c", "c.starts_at", "c.preset", "c.status"));
    appendTime(query, "c.starts_at");
  }

  private void appendName(ReportQuery query, String sql) {
    query.append(sql);
    if (tagKey != null) {
      query.bind(tagKey);
    }
    query.append(" AS name");
  }

  /** The second column of a group: its time, null where groups are not told apart by it. */
  void appendTime(ReportQuery query, String at) {
    query.append(
        ", " + (time == null ? "NULL::text" : time.sql.formatted("", at)) + " AS time_name");
  }
}
