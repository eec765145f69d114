package dev.quorate.tenancy.limits;

import dev.quorate.http.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast a key, a project or a workspace may go; null where there is no limit.
 *
 * @param rpm requests a minute
 * @param tpm tokens a minute, in and out together
 * @param concurrent requests at once
 */
public record RateLimit(
    @Nullable Integer rpm, @Nullable Integer tpm, @Nullable Integer concurrent) {
  public static final RateLimit NONE = new RateLimit(null, null, null);

  private static final int MOST = 1_000_000_000;
  private static final int MOST_AT_ONCE = 100_000;

  /** Whether there is nothing to check. */
  public boolean isNone() {
    return rpm == null && tpm == null && concurrent == null;
  }

  /**
   * Reads {@code limits: {rpm, tpm, concurrent}}. What is absent stays as it was; null inside it
   * takes that limit away.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE, UNKNOWN_FIELD
   */
  public static RateLimit read(Fields fields, RateLimit before) {
    Fields limits = fields.object("limits");
    if (limits == null) {
      return before;
    }
    RateLimit read =
        new RateLimit(
            one(limits, "rpm", MOST, before.rpm),
            one(limits, "tpm", MOST, before.tpm),
            one(limits, "concurrent", MOST_AT_ONCE, before.concurrent));
    limits.refuseOthers();
    return read;
  }

  /** The same of a change, where {@code limits: null} takes all of them away. */
  public static RateLimit change(Fields fields, RateLimit before) {
    return fields.isNull("limits") ? read(fields, NONE) : read(fields, before);
  }

  private static @Nullable Integer one(
      Fields limits, String name, int most, @Nullable Integer before) {
    boolean cleared = limits.isNull(name);
    Integer value = limits.integer(name, 1, most);
    return value != null || cleared ? value : before;
  }

  /** Whether the other one is nowhere wider than this. */
  public boolean covers(RateLimit other) {
    return covers(rpm, other.rpm) && covers(tpm, other.tpm) && covers(concurrent, other.concurrent);
  }

  private static boolean covers(@Nullable Integer own, @Nullable Integer other) {
    return own == null || (other != null && other <= own);
  }

  /** As it stands on the wire and in the audit log; null where there is no limit. */
  public Map<String, @Nullable Integer> told() {
    Map<String, @Nullable Integer> told = new LinkedHashMap<>();
    told.put("rpm", rpm);
    told.put("tpm", tpm);
    told.put("concurrent", concurrent);
    return told;
  }
}
