package dev.quorate.tenancy.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.store.ProjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What callers do with projects; to a locked key there is only its own. */
@Singleton
public class WorkspaceProjects {
  private final ProjectStore store;
  private final KnownProjects known;
  private final Clock clock;

  @Inject
  WorkspaceProjects(ProjectStore store, KnownProjects known, Clock clock) {
    this.store = store;
    this.known = known;
    this.clock = clock;
  }

  /**
   * Reads {@code name} and {@code slug}.
   *
   * @throws dev.quorate.kernel.GatewayException CONFLICT when the slug is taken
   */
  Project create(WorkspaceId workspace, Fields fields) {
    String name = Names.name(fields);
    String slug = Names.slug(fields, name);
    fields.refuseOthers();
    Project project =
        new Project(
            new ProjectId(UuidV7.create(clock)),
            slug,
            name,
            Status.ACTIVE,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!store.insert(workspace, project)) {
      throw ErrorCode.CONFLICT.because("slug", "A project with the slug '" + slug + "' exists.");
    }
    known.forget();
    return project;
  }

  /** The project of that id or slug. */
  Project get(Caller caller, String idOrSlug) {
    return known
        .find(caller.workspace(), idOrSlug)
        .filter(found -> sees(caller, found))
        .orElseThrow(
            () -> ErrorCode.PROJECT_NOT_FOUND.because("No such project in this workspace."));
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
