package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where background runs are kept. Each method is one transaction. */
public interface RunRows {
  /** Response and run together. Does nothing if the id is there already. */
  void insert(WorkspaceId workspace, StoredResponse queued, UUID node);

  /** False unless it was queued and nobody has asked for its end. */
  boolean start(WorkspaceId workspace, RequestId id, Sensitive<String> response);

  /** False, and nothing is written, unless it is queued or in progress. */
  boolean append(WorkspaceId workspace, RequestId id, List<RunEvent> events);

  /** False, and nothing is written, unless it is queued or in progress. */
  boolean end(WorkspaceId workspace, RequestId id, RunEnd end);

  @Nullable BackgroundRun find(WorkspaceId workspace, RequestId id, Instant now);

  /** Marks a run that has not ended; gives it as it stands then. */
  @Nullable BackgroundRun requestCancel(WorkspaceId workspace, RequestId id, Instant now);

  /** Events with a greater sequence number, their lowest first. */
  List<RunEvent> events(WorkspaceId workspace, RequestId id, int after, int limit);
}
