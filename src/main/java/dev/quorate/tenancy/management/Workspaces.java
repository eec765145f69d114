package dev.quorate.tenancy.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimit;
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
  Workspace create(Actor actor, Fields fields) {
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
    if (!store.insert(workspace, actor)) {
      throw ErrorCode.CONFLICT.because("slug", "A workspace with the slug '" + slug + "' exists.");
    }
    return workspace;
  }

  /** Reads {@code name}, {@code status} and {@code limits}; what is absent stays. */
  Workspace change(Actor actor, String id, Fields fields) {
    String name = Names.changedName(fields);
    Status status = status(fields);
    RateLimit.change(fields, RateLimit.NONE); // refused now or not at all
    fields.refuseOthers();
    Workspace changed =
        Names.id(id)
            .flatMap(known ->
                store.change(
                    new WorkspaceId(known),
                    actor,
                    was ->
                        new Workspace(
                            was.id(),
                            was.slug(),
                            name == null ? was.name() : name,
                            status == null ? was.status() : status,
                            was.createdAt(),
                            was.settings()
                                .with(RateLimit.change(fields, was.settings().limits())))))
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
  public Workspace get(String id) {
    return Names.id(id)
        .flatMap(known -> store.find(new WorkspaceId(known)))
        .orElseThrow(Workspaces::unknown);
  }

  public Optional<Workspace> find(WorkspaceId workspace) {
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
