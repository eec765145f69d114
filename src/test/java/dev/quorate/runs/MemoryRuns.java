package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One workspace's background runs, and nodes that say when they were asked. */
final class MemoryRuns implements RunRows, NodeRows {
  final Map<RequestId, BackgroundRun> runs = new HashMap<>();
  final Map<RequestId, List<RunEvent>> events = new HashMap<>();
  final Set<UUID> alive = new HashSet<>();
  final List<String> asked = new ArrayList<>();

  /** Thrown by every question while it is not null. */
  @Nullable RuntimeException failure;

  /** Done before events are read. */
  Runnable meanwhile = () -> {};

  @Override
  public void insert(WorkspaceId workspace, StoredResponse queued, UUID node) {
    put(queued.id(), ResponseStatus.QUEUED, node, false);
    events.put(queued.id(), new ArrayList<>());
  }

  private void put(RequestId id, ResponseStatus status, UUID node, boolean cancel) {
    runs.put(id, new BackgroundRun(id, status, node, null, null, cancel, null));
  }

  @Override
  public boolean start(WorkspaceId workspace, RequestId id, Sensitive<String> response) {
    BackgroundRun run = runs.get(id);
    put(id, ResponseStatus.IN_PROGRESS, run.node(), run.cancelRequested());
    return true;
  }

  @Override
  public boolean append(WorkspaceId workspace, RequestId id, List<RunEvent> added) {
    asked.add("append");
    return !runs.get(id).status().isFinal() && events.get(id).addAll(added);
  }

  @Override
  public boolean end(WorkspaceId workspace, RequestId id, RunEnd end) {
    BackgroundRun run = runs.get(id);
    if (run.status().isFinal()) {
      return false;
    }
    put(id, end.status(), run.node(), run.cancelRequested());
    events.get(id).addAll(end.lastEvents());
    return true;
  }

  @Override
  public @Nullable BackgroundRun find(WorkspaceId workspace, RequestId id, Instant now) {
    return runs.get(id);
  }

  @Override
  public @Nullable BackgroundRun requestCancel(WorkspaceId workspace, RequestId id, Instant now) {
    BackgroundRun run = runs.get(id);
    if (run != null && !run.status().isFinal()) {
      put(id, run.status(), run.node(), true);
    }
    return runs.get(id);
  }

  @Override
  public List<RunEvent> events(WorkspaceId workspace, RequestId id, int after, int limit) {
    meanwhile.run();
    return events.get(id).stream()
        .filter(event -> event.sequenceNumber() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public void beat(UUID node) {
    ask("beat");
    alive.add(node);
  }

  @Override
  public void leave(UUID node) {
    ask("leave");
    alive.remove(node);
  }

  @Override
  public Set<RequestId> goingOn(UUID node) {
    ask("going on");
    Set<RequestId> goingOn = new HashSet<>();
    for (BackgroundRun run : runs.values()) {
      if (run.node().equals(node) && !run.status().isFinal() && !run.cancelRequested()) {
        goingOn.add(run.id());
      }
    }
    return goingOn;
  }

  @Override
  public int failLost(Duration silence) {
    ask("fail lost");
    return 0;
  }

  private void ask(String question) {
    if (failure != null) {
      throw failure;
    }
    asked.add(question);
  }
}
