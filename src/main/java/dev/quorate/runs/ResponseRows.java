package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where stored responses are kept. Rows that have expired at {@code now} are not seen. */
public interface ResponseRows {
  /** Does nothing if the id is there already. */
  void insert(WorkspaceId workspace, StoredResponse response);

  @Nullable StoredResponse find(WorkspaceId workspace, RequestId id, Instant now);

  /** Those of the ids that are there, in any order. */
  List<StoredResponse> all(WorkspaceId workspace, List<RequestId> ids, Instant now);

  /**
   * From a response back along {@link ChainLink#previous}, the newest first, as far as it goes.
   *
   * @param limit rows at most, also where the links run in a circle
   */
  List<ChainLink> links(WorkspaceId workspace, RequestId newest, int limit, Instant now);

  /** False when there is none. */
  boolean delete(WorkspaceId workspace, RequestId id, Instant now);

  /** Deletes rows that have expired, of all workspaces, at most so many; says how many. */
  int deleteExpired(Instant now, int limit);
}
