package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Responses that are kept. One of another workspace, an expired one and one that never was are the
 * same: absent. Every method blocks on the database and throws {@link
 * dev.quorate.database.DatabaseUnavailable}.
 */
@Singleton
public class StoredResponses {
  private final ResponseRows rows;
  private final Clock clock;

  @Inject
  StoredResponses(ResponseRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Keeps a response that is final. Saying it twice is saying it once: the first stays. */
  public void save(WorkspaceId workspace, StoredResponse response) {
    if (!response.status().isFinal()) {
      throw new IllegalArgumentException("only a background run is stored before its end");
    }
    rows.insert(workspace, response);
  }

  public @Nullable StoredResponse find(WorkspaceId workspace, RequestId id) {
    return rows.find(workspace, id, clock.instant());
  }

  /**
   * Deletes it with its background run and events; a run still at work is told to stop. False when
   * there was none.
   */
  public boolean delete(WorkspaceId workspace, RequestId id) {
    return rows.delete(workspace, id, clock.instant());
  }

  /**
   * A response and all it continues, for a request whose {@code previous_response_id} it is. Status
   * is not looked at: the newest may still be running.
   */
  public Chain chain(WorkspaceId workspace, RequestId newest) {
    Instant now = clock.instant();
    List<ChainLink> links = rows.links(workspace, newest, Chain.MAX_LINKS + 1, now);
    if (links.isEmpty()) {
      return new Chain.Broken(newest);
    }
    if (links.size() > Chain.MAX_LINKS || bytes(links) > Chain.MAX_BYTES) {
      return new Chain.TooLong();
    }
    RequestId before = links.getLast().previous();
    return before == null ? read(workspace, links, now) : new Chain.Broken(before);
  }

  private static long bytes(List<ChainLink> links) {
    return links.stream().mapToLong(ChainLink::bytes).sum();
  }

  private Chain read(WorkspaceId workspace, List<ChainLink> links, Instant now) {
    List<RequestId> ids = links.stream().map(ChainLink::id).toList().reversed();
    Map<RequestId, StoredResponse> found = HashMap.newHashMap(ids.size());
    rows.all(workspace, ids, now).forEach(response -> found.put(response.id(), response));
    List<StoredResponse> oldestFirst = new ArrayList<>();
    for (RequestId id : ids) {
      StoredResponse response = found.get(id);
      if (response == null) { // deleted since
        return new Chain.Broken(id);
      }
      oldestFirst.add(response);
    }
    return new Chain.Whole(oldestFirst);
  }
}
