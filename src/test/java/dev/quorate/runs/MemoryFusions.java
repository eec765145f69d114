package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.runs.finished.FusionFilter;
import dev.quorate.runs.finished.FusionRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One workspace's finished runs in memory; nothing is filtered. */
public final class MemoryFusions implements FusionRows {
  public final List<FinishedFusion> rows = new ArrayList<>();

  @Override
  public void insert(WorkspaceId workspace, FinishedFusion run) {
    rows.add(run);
  }

  @Override
  public @Nullable FinishedFusion find(WorkspaceId workspace, RequestId id, Instant now) {
    return rows.stream().filter(run -> run.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public List<FinishedFusion> list(WorkspaceId workspace, FusionFilter filter, Instant now) {
    return List.copyOf(rows);
  }

  @Override
  public int deleteExpired(Instant now, int limit) {
    return 0;
  }
}
