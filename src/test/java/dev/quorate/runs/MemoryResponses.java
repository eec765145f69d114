package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored responses in a map. */
final class MemoryResponses implements ResponseRows {
  record Key(WorkspaceId workspace, RequestId id) {}

  final Map<Key, StoredResponse> rows = new LinkedHashMap<>();

  /** How large each text is said to be. */
  long bytes = 10;

  /** Done between the look at the links and the reading of the texts. */
  Runnable meanwhile = () -> {};

  @Override
  public void insert(WorkspaceId workspace, StoredResponse response) {
    rows.putIfAbsent(new Key(workspace, response.id()), response);
  }

  @Override
  public @Nullable StoredResponse find(WorkspaceId workspace, RequestId id, Instant now) {
    StoredResponse response = rows.get(new Key(workspace, id));
    return response == null || !response.expiresAt().isAfter(now) ? null : response;
  }

  @Override
  public List<StoredResponse> all(WorkspaceId workspace, List<RequestId> ids, Instant now) {
    meanwhile.run();
    return rows.keySet().stream()
        .filter(key -> key.workspace().equals(workspace) && ids.contains(key.id()))
        .map(key -> find(workspace, key.id(), now))
        .filter(response -> response != null)
        .toList();
  }

  @Override
  public List<ChainLink> links(WorkspaceId workspace, RequestId newest, int limit, Instant now) {
    List<ChainLink> links = new ArrayList<>();
    StoredResponse response = find(workspace, newest, now);
    while (response != null && links.size() < limit) {
      links.add(new ChainLink(response.id(), response.previous(), bytes));
      response = response.previous() == null ? null : find(workspace, response.previous(), now);
    }
    return links;
  }

  @Override
  public boolean delete(WorkspaceId workspace, RequestId id, Instant now) {
    return find(workspace, id, now) != null && rows.remove(new Key(workspace, id)) != null;
  }

  @Override
  public int deleteExpired(Instant now, int limit) {
    List<Key> expired =
        rows.entrySet().stream()
            .filter(row -> !row.getValue().expiresAt().isAfter(now))
            .map(Map.Entry::getKey)
            .limit(limit)
            .toList();
    expired.forEach(rows::remove);
    return expired.size();
  }
}
