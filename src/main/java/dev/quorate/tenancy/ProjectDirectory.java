package dev.quorate.tenancy;

import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import java.util.Optional;

/** Where attribution looks up a project it does not remember. */
public interface ProjectDirectory {
  /** The project of that id in that workspace; another workspace's is not there. */
  Optional<Project> find(WorkspaceId workspace, ProjectId project);

  /** The project of that slug in that workspace. */
  Optional<Project> find(WorkspaceId workspace, String slug);
}
