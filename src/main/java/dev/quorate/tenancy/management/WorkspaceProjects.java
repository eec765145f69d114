package dev.quorate.tenancy.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.store.ProjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers do with projects; to a locked key there is only its own. */
@Singleton
public class WorkspaceProjects {
  private static final int MAX_STATUS = 20;

  private final ProjectStore store;
  private final KnownProjects known;
  private final VerifiedKeys verified;
  private final Clock clock;

  @Inject
  WorkspaceProjects(ProjectStore store, KnownProjects known, VerifiedKeys verified, Clock clock) {
    this.store = store;
    this.known = known;
    this.verified = verified;
    this.clock = clock;
  }

  /**
   * Reads {@code name}, {@code slug} and {@code limits}.
   *
   * @throws dev.quorate.kernel.GatewayException CONFLICT when the slug is taken
   */
  Project create(Caller caller, Fields fields) {
    String name = Names.name(fields);
    String slug = Names.slug(fields, name);
    RateLimit limits = RateLimit.read(fields, RateLimit.NONE);
    fields.refuseOthers();
    Project project =
        new Project(new ProjectId(UuidV7.create(clock)), slug, name, Status.ACTIVE, now(), limits);
    if (!store.insert(caller.workspace(), Actor.of(caller), project)) {
      throw ErrorCode.CONFLICT.because("slug", "A project with the slug '" + slug + "' exists.");
    }
    known.forget();
    return project;
  }

  /** Reads {@code name}, {@code slug}, {@code status} and {@code limits}; what is absent stays. */
  Project change(Caller caller, String idOrSlug, Fields fields) {
    Project found = get(caller, idOrSlug);
    String name = Names.changedName(fields);
    String slug = fields.has("slug") ? Names.slug(fields, found.name()) : null;
    Status status = status(fields);
    RateLimit limits = RateLimit.change(fields, found.limits());
    fields.refuseOthers();
    Project changed =
        store
            .change(
                caller.workspace(),
                Actor.of(caller),
                found.id(),
                was ->
                    new Project(
                        was.id(),
                        slug == null ? was.slug() : slug,
                        name == null ? was.name() : name,
                        status == null ? was.status() : status,
                        was.createdAt(),
                        limits))
            .orElseThrow(WorkspaceProjects::unknown);
    known.forget();
    return changed;
  }

  private static @Nullable Status status(Fields fields) {
    String text = fields.text("status", MAX_STATUS);
    return text == null
        ? null
        : Status.parse(text)
            .orElseThrow(() -> fields.refusal("status", "must be active or disabled"));
  }

  /**
   * Deletes a project; the ledger goes on naming it.
   *
   * @throws dev.quorate.kernel.GatewayException PROJECT_HAS_KEYS
   */
  void delete(Caller caller, String idOrSlug) {
    Project found = get(caller, idOrSlug);
    if (!store.delete(caller.workspace(), Actor.of(caller), found.id(), now())) {
      throw unknown();
    }
    known.forget();
    verified.forget();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static GatewayException unknown() {
    return ErrorCode.PROJECT_NOT_FOUND.because("No such project in this workspace.");
  }

  /** The project of that id or slug. */
  Project get(Caller caller, String idOrSlug) {
    return known
        .find(caller.workspace(), idOrSlug)
        .filter(found -> sees(caller, found))
        .orElseThrow(WorkspaceProjects::unknown);
  }

  private static boolean sees(Caller caller, Project project) {
    return caller.lockedProject() == null || caller.lockedProject().equals(project.id());
  }

  /** One more than the page holds, if there are. */
  List<Project> list(Caller caller, Page page) {
    ProjectId locked = caller.lockedProject();
    return locked == null
        ? store.list(caller.workspace(), Names.after(page), page.limit() + 1)
        : store.find(caller.workspace(), locked).stream().toList();
  }
}
