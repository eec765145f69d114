package dev.quorate.tenancy.settings;

import dev.quorate.tenancy.limits.RateLimit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace chose for itself.
 *
 * @param defaultPreset slug of the preset of fusion requests that name none, or null
 * @param retentionHours how long texts are kept; null means as long as the deployment says
 * @param privacy no text is kept at all
 * @param limits of the workspace as a whole
 */
public record WorkspaceSettings(
    @Nullable String defaultPreset,
    @Nullable Integer retentionHours,
    boolean privacy,
    RateLimit limits) {
  public static final WorkspaceSettings DEFAULT =
      new WorkspaceSettings(null, null, false, RateLimit.NONE);

  /** Whether a response may be kept, read again, continued or run in the background. */
  public boolean keepsTexts() {
    return !privacy;
  }

  /** How long texts are kept where the workspace says so, else null. */
  public @Nullable Duration retention() {
    return retentionHours == null ? null : Duration.ofHours(retentionHours);
  }

  /** The same with other limits. */
  public WorkspaceSettings with(RateLimit other) {
    return new WorkspaceSettings(defaultPreset, retentionHours, privacy, other);
  }

  /** As the audit log shows it. */
  public Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("default_preset", defaultPreset);
    told.put("retention_hours", retentionHours);
    told.put("privacy", privacy);
    told.put("limits", limits.isNone() ? null : limits.told());
    return told;
  }
}
