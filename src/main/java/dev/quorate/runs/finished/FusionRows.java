package dev.quorate.runs.finished;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where finished runs are kept. Rows that have expired at {@code now} are not seen. */
public interface FusionRows {
  /** Does nothing if the run is there already. */
  void insert(WorkspaceId workspace, FinishedFusion run);

  @Nullable FinishedFusion find(WorkspaceId workspace, RequestId id, Instant now);

  /** Without their texts, which are empty JSON objects here. */
  List<FinishedFusion> list(WorkspaceId workspace, FusionFilter filter, Instant now);

  /** Deletes rows that have expired, of all workspaces, at most so many; says how many. */
  int deleteExpired(Instant now, int limit);
}
