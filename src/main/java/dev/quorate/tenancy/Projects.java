package dev.quorate.tenancy;

import dev.quorate.kernel.WorkspaceId;
import java.util.Optional;

/** Projects by the name a caller uses for them. */
interface Projects {
  /** The project of that id or slug in that workspace; another workspace's is not there. */
  Optional<Project> find(WorkspaceId workspace, String idOrSlug);
}
