package dev.quorate.tenancy.keys;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf keys are managed, and in which workspace.
 *
 * @param rights of the acting key; null for an administrator, who has all
 */
record Authority(Actor actor, WorkspaceId workspace, @Nullable Rights rights) {
  /** The only project it sees, or null. */
  @Nullable ProjectId project() {
    return rights == null ? null : rights.project();
  }

  /**
   * Refuses what reaches further than the acting key.
   *
   * @throws dev.quorate.kernel.GatewayException KEY_BEYOND_OWN_RIGHTS
   */
  void require(Rights wanted) {
    String beyond = rights == null ? null : rights.exceededBy(wanted);
    if (beyond != null) {
      throw ErrorCode.KEY_BEYOND_OWN_RIGHTS.because(
          beyond, "'" + beyond + "' of that key goes beyond the key you are using.");
    }
  }
}
