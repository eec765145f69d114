package dev.quorate.tenancy.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.store.WorkspaceStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What administrators do with workspaces. */
@Singleton
public class Workspaces {
  private static final int MAX_STATUS = 20;

  private final WorkspaceStore store;
  private final VerifiedKeys verified;
  private final Clock clock;

  @Inject
  Workspaces(WorkspaceStore store, VerifiedKeys verified, Clock clock) {
    this.store = store;
    this.verified = verified;
    this.clock = clock;
  }

  /**
   * Reads {@code name} and {@code slug}.
   *
   * @throws dev.quorate.kernel.GatewayException CONFLICT when the slug is taken
   */
  Workspace create(Fields fields) {
    String name = Names.name(fields);
    String slug = Names.slug(fields, name);
    fields.refuseOthers();
    Workspace workspace =
        new Workspace(
            new WorkspaceId(UuidV7.create(clock)),
            slug,
            name,
            Status.ACTIVE,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!store.insert(workspace)) {
      throw ErrorCode.CONFLICT.because("slug", "A workspace with the slug '" + slug + "' exists.");
    }
    return workspace;
  }

  /** Reads {@code name} and {@code status}; what is absent stays. */
  Workspace change(String id, Fields fields) {
    String name = Names.changedName(fields);
    Status status = status(fields);
    fields.refuseOthers();
    Workspace changed =
        Names.id(id)
            .flatMap(known -> store.change(new WorkspaceId(known), name, status))
            .orElseThrow(Workspaces::unknown);
    verified.forget();
    return changed;
  }

  private static @Nullable Status status(Fields fields) {
    String text = fields.text("status", MAX_STATUS);
    return text == null
        ? null
        : Status.parse(text)
            .orElseThrow(() -> fields.refusal("status", "must be active or disabled"));
  }

  /** The workspace of that id. */
  Workspace get(String id) {
    return Names.id(id)
        .flatMap(known -> store.find(new WorkspaceId(known)))
        .orElseThrow(Workspaces::unknown);
  }

  Optional<Workspace> find(WorkspaceId workspace) {
    return store.find(workspace);
  }

  /** One more than the page holds, if there are. */
  List<Workspace> list(Page page) {
    return store.list(Names.after(page), page.limit() + 1);
  }

  private static RuntimeException unknown() {
    return ErrorCode.NOT_FOUND.because("No such workspace.");
  }
}
