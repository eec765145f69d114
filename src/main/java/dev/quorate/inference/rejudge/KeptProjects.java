package dev.quorate.inference.rejudge;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Status;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The project of a kept run, as it stands now. */
@Singleton
public class KeptProjects {
  private final KnownProjects projects;

  @Inject
  KeptProjects(KnownProjects projects) {
    this.projects = projects;
  }

  /**
   * The same project where there still is one.
   *
   * @throws dev.quorate.kernel.GatewayException PROJECT_DISABLED
   */
  @Nullable ProjectId inUse(WorkspaceId workspace, @Nullable ProjectId project) {
    Project found =
        project == null ? null : projects.find(workspace, project.toString()).orElse(null);
    if (found == null) {
      return null;
    }
    if (found.status() != Status.ACTIVE) {
      throw ErrorCode.PROJECT_DISABLED.because("The project of this run is disabled.");
    }
    return found.id();
  }
}
