package dev.quorate.usage;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Scope;
import dev.quorate.usage.reading.LineFilter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a query into a filter that lies within what its caller may see. */
@Singleton
class Filters {
  private static final List<String> STATUSES =
      List.of("completed", "incomplete", "failed", "cancelled", "refused", "running");

  private final Doorkeeper doorkeeper;
  private final KnownProjects projects;
  private final Clock clock;

  @Inject
  Filters(Doorkeeper doorkeeper, KnownProjects projects, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * Who asks, with the scope that reports need.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_API_KEY, INSUFFICIENT_SCOPE, …
   */
  Caller caller(RequestHead head) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.USAGE_READ);
    return caller;
  }

  /**
   * {@code start, end, project_id, key_id, model, status, tag, include_test}, within the caller's
   * workspace and, for a locked key, project.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE, PROJECT_NOT_FOUND, PROJECT_LOCKED
   */
  LineFilter ofRequests(Caller caller, Parameters query) {
    return of(caller, query, null);
  }

  /** The same with {@code role}, which is of lines and not of requests. */
  LineFilter ofLines(Caller caller, Parameters query) {
    return of(caller, query, role(query));
  }

  private LineFilter of(Caller caller, Parameters query, @Nullable String role) {
    return new LineFilter(
        caller.workspace(),
        project(caller, query.text("project_id")),
        key(query),
        query.tags(),
        query.flag("include_test"),
        query.period(clock.instant()),
        query.text("model"),
        role,
        status(query));
  }

  private static @Nullable String role(Parameters query) {
    String role = query.text("role");
    if (role != null && Arrays.stream(CallRole.values()).noneMatch(r -> r.wire().equals(role))) {
      throw Parameters.invalid("role", "must be a role of a line, such as panel or judge");
    }
    return role;
  }

  /** The same for the platform admin, across workspaces or in one, {@code workspace_id}. */
  LineFilter ofAdmin(Parameters query) {
    UUID workspace = query.uuid("workspace_id");
    UUID project = query.uuid("project_id");
    return new LineFilter(
        workspace == null ? null : new WorkspaceId(workspace),
        project == null ? null : new ProjectId(project),
        key(query),
        query.tags(),
        query.flag("include_test"),
        query.period(clock.instant()),
        query.text("model"),
        role(query),
        status(query));
  }

  private static @Nullable String status(Parameters query) {
    String status = query.text("status");
    if (status != null && !STATUSES.contains(status)) {
      throw Parameters.invalid("status", "must be one of " + String.join(", ", STATUSES));
    }
    return status;
  }

  private static @Nullable ApiKeyId key(Parameters query) {
    UUID key = query.uuid("key_id");
    return key == null ? null : new ApiKeyId(key);
  }

  /** An id or a slug. To a locked key every other project, existing or not, looks the same. */
  private @Nullable ProjectId project(Caller caller, @Nullable String idOrSlug) {
    ProjectId locked = caller.lockedProject();
    if (idOrSlug == null) {
      return locked;
    }
    ProjectId found = projects.find(caller.workspace(), idOrSlug).map(Project::id).orElse(null);
    if (locked != null && !locked.equals(found)) {
      throw ErrorCode.PROJECT_LOCKED.because(
          "project_id", "This key is locked to another project.");
    }
    if (found == null) {
      throw ErrorCode.PROJECT_NOT_FOUND.because("project_id", "No such project in this workspace.");
    }
    return found;
  }
}
