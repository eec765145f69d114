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
   * A property of a line. Each is an expression over the intent, the settlement and the end, and
   * over the request where {@link #ofRequest} says so.
   */
  public enum Dimension {
    DAY("day", "to_char(ci.intended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
    MODEL("model", "ci.model"),
    ROLE("role", "ci.role"),
    PROJECT("project", "ci.project_id::text"),
    KEY("key", "ci.api_key_id::text"),
    PRESET("preset", "ir.preset"),
    PROVIDER("provider", "ci.provider"),
    STATUS("status", "coalesce(re.status, 'running')"),
    WORKSPACE("workspace", "ci.workspace_id::text"),
    TAG("tag", "ci.tags ->> ?");

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

  /** The group of a line as an expression; its parameter, if any, is bound by the caller. */
  void appendTo(ReportQuery query) {
    query.append(dimension.sql);
    if (tagKey != null) {
      query.bind(tagKey);
    }
  }
}
