package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the runs of this node to stop: because somebody asked for it, on whatever node, because
 * their response was deleted, or because other nodes gave this one up. One question to the database
 * for all of them.
 */
@Singleton
class RunWatches {
  private final NodeRows rows;
  private final RunNode node;
  private final VirtualThreads threads;
  private final Map<RequestId, Runnable> stops = new ConcurrentHashMap<>();

  @Inject
  RunWatches(NodeRows rows, RunNode node, VirtualThreads threads) {
    this.rows = rows;
    this.node = node;
    this.threads = threads;
  }

  RunWatch watch(RequestId run, Runnable stop) {
    stops.put(run, stop);
    return () -> stops.remove(run, stop);
  }

  /** Tells this run, if it is one of this node, at most once. */
  void stop(RequestId run) {
    Runnable stop = stops.remove(run);
    if (stop != null) {
      threads.execute(stop);
    }
  }

  /** Looks which of the runs are not to go on. */
  void poll() {
    // Before the question: what is opened after it is not among its answers.
    Set<RequestId> watched = Set.copyOf(stops.keySet());
    if (watched.isEmpty()) {
      return;
    }
    Set<RequestId> goingOn = rows.goingOn(node.id());
    watched.stream().filter(run -> !goingOn.contains(run)).forEach(this::stop);
  }
}
