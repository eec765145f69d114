package dev.quorate.usage.reading;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What lines are summed by.
 *
 * @param tagKey the tag whose values make the groups, null unless the dimension is {@code TAG}
 */
public record Grouping(Dimension dimension, @Nullable String tagKey) {
  private static final String TAG_PREFIX = "tag:";
  private static final int MAX_TAG_KEY = 64;

  /**
   * A property of a line: an expression over a row named {@code %1$s} that counts at the time
   * {@code %2$s}, and whose request's preset and status are {@code %3$s} and {@code %4$s}.
   */
  public enum Dimension {
    DAY("day", "to_char(%2$s AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
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

    Dimension(String wire, String sql) {
      this.wire = wire;
      this.sql = sql;
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
      return sound ? Optional.of(new Grouping(Dimension.TAG, key)) : Optional.empty();
    }
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension.wire.equals(text) && dimension != Dimension.TAG)
        .filter(dimension -> acrossWorkspaces || dimension != Dimension.WORKSPACE)
        .map(dimension -> new Grouping(dimension, null))
        .findFirst();
  }

  /** The choices, for a refusal. */
  public static String choices(boolean acrossWorkspaces) {
    return Arrays.stream(Dimension.values())
        .filter(dimension -> acrossWorkspaces || dimension != Dimension.WORKSPACE)
        .map(dimension -> dimension == Dimension.TAG ? "tag:<key>" : dimension.wire)
        .collect(Collectors.joining(", "));
  }

  /** As the query said it. */
  public String wire() {
    return tagKey == null ? dimension.wire : TAG_PREFIX + tagKey;
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
    append(query, dimension.sql.formatted(row, at, "ir.preset", "coalesce(re.status, 'running')"));
  }

  /** The group of a row of the roll-ups. */
  void appendOfSums(ReportQuery query) {
    append(query, dimension.sql.formatted("c", "c.starts_at", "c.preset", "c.status"));
  }

  private void append(ReportQuery query, String sql) {
    query.append(sql);
    if (tagKey != null) {
      query.bind(tagKey);
    }
  }
}
