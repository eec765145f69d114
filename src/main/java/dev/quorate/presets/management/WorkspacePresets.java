package dev.quorate.presets.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.presets.KnownPresets;
import dev.quorate.presets.Preset;
import dev.quorate.presets.PresetDraft;
import dev.quorate.presets.PresetName;
import dev.quorate.presets.PresetVersion;
import dev.quorate.presets.rows.PresetChangeStore;
import dev.quorate.presets.rows.PresetStore;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What callers do with their workspace's presets. */
@Singleton
public class WorkspacePresets {
  /** Presets of a workspace. */
  static final int MOST = 200;

  private static final int MAX_DIGITS = 9;

  private final PresetStore store;
  private final PresetChangeStore changes;
  private final KnownPresets known;
  private final PresetFields fields;
  private final Clock clock;

  @Inject
  WorkspacePresets(
      PresetStore store,
      PresetChangeStore changes,
      KnownPresets known,
      PresetFields fields,
      Clock clock) {
    this.store = store;
    this.changes = changes;
    this.known = known;
    this.fields = fields;
    this.clock = clock;
  }

  Preset create(Caller caller, Fields body) {
    PresetDraft draft = fields.ofNew(caller, body);
    PresetChangeStore.Creation creation =
        changed(() -> changes.create(caller.workspace(), draft, MOST));
    return switch (creation) {
      case PresetChangeStore.Creation.Created created -> created.preset();
      case PresetChangeStore.Creation.Taken _ ->
          throw ErrorCode.PRESET_SLUG_TAKEN.because(
              "slug", "A preset with the slug '" + draft.slug() + "' exists.");
      case PresetChangeStore.Creation.Full _ ->
          throw ErrorCode.CONFLICT.because("A workspace has at most " + MOST + " presets.");
    };
  }

  Preset get(WorkspaceId workspace, String slug) {
    return store.get(workspace, known(slug)).orElseThrow(WorkspacePresets::unknown);
  }

  /** One more than the page holds, if there are. */
  List<Preset> list(WorkspaceId workspace, Page page) {
    String position = page.position();
    if (position != null && !PresetName.isSlug(position)) {
      throw Page.foreignCursor();
    }
    return store.list(workspace, position == null ? "" : position, page.limit() + 1);
  }

  Preset change(Caller caller, String slug, Fields body) {
    PresetDraft draft = fields.ofChange(caller, known(slug), body);
    return changed(() -> changes.change(caller.workspace(), draft))
        .orElseThrow(WorkspacePresets::unknown);
  }

  void delete(Caller caller, String slug) {
    Actor actor = Actor.of(caller);
    if (!changed(() -> changes.delete(caller.workspace(), known(slug), actor, clock.instant()))) {
      throw unknown();
    }
  }

  /** Newest first, one more than the page holds, if there are. */
  List<PresetVersion> versions(WorkspaceId workspace, String slug, Page page) {
    String position = page.position();
    int below = Integer.MAX_VALUE;
    if (position != null) {
      if (!isNumber(position)) {
        throw Page.foreignCursor();
      }
      below = Integer.parseInt(position);
    }
    get(workspace, slug);
    return store.versions(workspace, slug, below, page.limit() + 1);
  }

  PresetVersion version(WorkspaceId workspace, String slug, String version) {
    return store
        .version(workspace, known(slug), number(version))
        .orElseThrow(WorkspacePresets::unknown);
  }

  Preset designate(Caller caller, String slug, String version) {
    PresetName name = new PresetName(known(slug), number(version));
    return changed(() -> changes.designate(caller.workspace(), name, Actor.of(caller)))
        .orElseThrow(WorkspacePresets::unknown);
  }

  /** Requests on this node see a change at once. */
  private <T> T changed(Supplier<T> change) {
    try {
      return change.get();
    } finally {
      known.forget(); // also where the answer to a COMMIT was lost
    }
  }

  private static String known(String slug) {
    if (!PresetName.isSlug(slug)) {
      throw unknown();
    }
    return slug;
  }

  private static int number(String version) {
    if (!isNumber(version)) {
      throw unknown();
    }
    return Integer.parseInt(version);
  }

  private static boolean isNumber(String text) {
    return text.length() <= MAX_DIGITS && text.matches("[1-9][0-9]*");
  }

  private static GatewayException unknown() {
    return ErrorCode.NOT_FOUND.because("No such preset or version in this workspace.");
  }
}
