package dev.quorate.tenancy.settings;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.store.WorkspaceStore;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a workspace changes of itself. */
@Singleton
public class OwnWorkspace {
  private static final int MAX_HOURS = 720;
  private static final int MAX_SLUG = 200;
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final WorkspaceStore store;
  private final KnownSettings known;
  private final VerifiedKeys verified;
  private final Instance<PresetNames> presets;

  @Inject
  OwnWorkspace(
      WorkspaceStore store,
      KnownSettings known,
      VerifiedKeys verified,
      Instance<PresetNames> presets) {
    this.store = store;
    this.known = known;
    this.verified = verified;
    this.presets = presets;
  }

  Workspace get(Caller caller) {
    return store.find(caller.workspace()).orElseThrow();
  }

  /**
   * Reads {@code default_preset, retention_hours, privacy, limits}. What is absent stays; null goes
   * back to what the deployment does.
   */
  Workspace change(Caller caller, Fields fields) {
    readPreset(caller, fields);
    read(fields, WorkspaceSettings.DEFAULT); // refused now or not at all
    fields.refuseOthers();
    Workspace changed =
        store
            .change(
                caller.workspace(),
                Actor.of(caller),
                was ->
                    new Workspace(
                        was.id(),
                        was.slug(),
                        was.name(),
                        was.status(),
                        was.createdAt(),
                        read(fields, was.settings())))
            .orElseThrow();
    known.forget();
    verified.forget();
    return changed;
  }

  private static WorkspaceSettings read(Fields fields, WorkspaceSettings was) {
    String preset = fields.text("default_preset", MAX_SLUG);
    Integer hours = fields.integer("retention_hours", 1, MAX_HOURS);
    Boolean privacy = fields.bool("privacy");
    return new WorkspaceSettings(
        preset != null || fields.isNull("default_preset") ? preset : was.defaultPreset(),
        hours != null || fields.isNull("retention_hours") ? hours : was.retentionHours(),
        privacy == null ? was.privacy() : privacy,
        RateLimit.change(fields, was.limits()));
  }

  private void readPreset(Caller caller, Fields fields) {
    @Nullable String slug = fields.text("default_preset", MAX_SLUG);
    if (slug == null) {
      return;
    }
    if (!SLUG.matcher(slug).matches()) {
      throw fields.refusal("default_preset", "must be the slug of a preset");
    }
    if (presets.isResolvable() && !presets.get().exists(caller.workspace(), slug)) {
      throw ErrorCode.PRESET_NOT_FOUND.because("default_preset", "No such preset.");
    }
  }
}
