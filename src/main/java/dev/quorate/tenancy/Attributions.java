package dev.quorate.tenancy;

import dev.quorate.http.Fields;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ProjectId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whom a request is billed to: the project and the tags it names, within what the key may. */
@Singleton
public class Attributions {
  private static final String FIELD = "project_id";
  private static final String HEADER = "X-Project-Id";
  private static final int MAX_NAME = 200;

  private final KnownProjects projects;

  @Inject
  Attributions(KnownProjects projects) {
    this.projects = projects;
  }

  /**
   * Reads {@code project_id} and {@code tags} of the body, {@code X-Project-Id} and {@code X-Tags}.
   * A locked key decides; otherwise body and header must not name different projects.
   *
   * @param body null for a request without one
   * @throws GatewayException PROJECT_LOCKED, PROJECT_CONFLICT, PROJECT_NOT_FOUND, PROJECT_DISABLED,
   *     INVALID_TAG, INVALID_VALUE
   */
  public Attribution resolve(Caller caller, RequestHead head, @Nullable Fields body) {
    String inBody = body == null ? null : body.text(FIELD, MAX_NAME);
    String inHeader = head.header(HEADER).map(String::strip).filter(s -> !s.isEmpty()).orElse(null);
    Project named = project(caller, inBody, FIELD);
    Project alsoNamed =
        inBody != null && inBody.equals(inHeader) ? named : project(caller, inHeader, HEADER);
    if (named != null && alsoNamed != null && !named.id().equals(alsoNamed.id())) {
      throw ErrorCode.PROJECT_CONFLICT.because(
          FIELD, "'project_id' and X-Project-Id name different projects.");
    }
    ProjectId project = inUse(caller, named == null ? alsoNamed : named);
    return new Attribution(
        caller.workspace(),
        caller.key(),
        project,
        Tags.merged(body, head.header(Tags.HEADER).orElse(null)),
        caller.test());
  }

  /** The project of the request: the one it named, or the one its key is locked to. */
  private @Nullable ProjectId inUse(Caller caller, @Nullable Project named) {
    ProjectId locked = caller.lockedProject();
    Project project =
        named != null || locked == null
            ? named
            : projects.find(caller.workspace(), locked.toString()).orElse(null);
    if (project != null && project.status() != Status.ACTIVE) {
      throw ErrorCode.PROJECT_DISABLED.because("The project is disabled.");
    }
    return project == null ? locked : project.id();
  }

  /** To a locked key every other project, existing or not, looks the same. */
  private @Nullable Project project(Caller caller, @Nullable String idOrSlug, String at) {
    if (idOrSlug == null) {
      return null;
    }
    Project found = projects.find(caller.workspace(), idOrSlug).orElse(null);
    ProjectId locked = caller.lockedProject();
    if (locked != null && (found == null || !locked.equals(found.id()))) {
      throw ErrorCode.PROJECT_LOCKED.because(at, "This key is locked to another project.");
    }
    if (found == null) {
      throw ErrorCode.PROJECT_NOT_FOUND.because(at, "No such project in this workspace.");
    }
    return found;
  }
}
