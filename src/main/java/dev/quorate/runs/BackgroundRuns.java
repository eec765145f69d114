package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs whose client does not wait. A run is on the node that opened it and nowhere else; every node
 * may read it and ask for its end. Status and body of a run are its {@link StoredResponse}'s.
 *
 * <p>Every method but {@link #watch} blocks on the database and throws {@link
 * dev.quorate.database.DatabaseUnavailable}; where that says that a commit's answer was lost, the
 * call may be repeated.
 */
@Singleton
public class BackgroundRuns {
  private final RunRows rows;
  private final RunNode node;
  private final RunWatches watches;
  private final Clock clock;

  @Inject
  BackgroundRuns(RunRows rows, RunNode node, RunWatches watches, Clock clock) {
    this.rows = rows;
    this.node = node;
    this.watches = watches;
    this.clock = clock;
  }

  /** Stores the queued response and its run, on this node. */
  public void open(WorkspaceId workspace, StoredResponse queued) {
    if (queued.status() != ResponseStatus.QUEUED) {
      throw new IllegalArgumentException("a run begins queued, not " + queued.status().wire());
    }
    rows.insert(workspace, queued, node.id());
  }

  /**
   * From queued to in progress.
   *
   * @param response the body as it is from now on
   * @return false when the run must not begin: it is gone or over, or somebody asked for its end,
   *     which is then still to be written with {@link #end}
   */
  public boolean start(WorkspaceId workspace, RequestId id, Sensitive<String> response) {
    return rows.start(workspace, id, response);
  }

  /**
   * Adds events; saying one twice is saying it once. One thread appends for a run, in order, many
   * at once.
   *
   * @return false when the run is gone or over: nothing was written, and its work must stop
   */
  public boolean append(WorkspaceId workspace, RequestId id, List<RunEvent> events) {
    return events.isEmpty() || rows.append(workspace, id, events);
  }

  /**
   * Writes the end, with the body and the last events, in one transaction.
   *
   * @return false when the run is gone or has ended otherwise: nothing was written
   */
  public boolean end(WorkspaceId workspace, RequestId id, RunEnd end) {
    return rows.end(workspace, id, end);
  }

  /** Null for a response that is none of a background run, and for one that is not there. */
  public @Nullable BackgroundRun find(WorkspaceId workspace, RequestId id) {
    return rows.find(workspace, id, clock.instant());
  }

  /**
   * Asks for a run's end. Its node is told within half a second; one that has ended stays as it is.
   *
   * @return the run as it stands now; null as in {@link #find}
   */
  public @Nullable BackgroundRun requestCancel(WorkspaceId workspace, RequestId id) {
    BackgroundRun run = rows.requestCancel(workspace, id, clock.instant());
    if (run != null && run.cancelRequested()) {
      watches.stop(id);
    }
    return run;
  }

  /** Whether somebody asked for its end. */
  public boolean cancelRequested(WorkspaceId workspace, RequestId id) {
    BackgroundRun run = find(workspace, id);
    return run != null && run.cancelRequested();
  }

  /**
   * Has {@code stop} run once, on a virtual thread, when the run is to stop: somebody asked for it
   * on any node, its response was deleted, or other nodes took this one for dead. To be called by
   * the run itself, after {@link #open}.
   */
  public RunWatch watch(RequestId id, Runnable stop) {
    return watches.watch(id, stop);
  }

  /**
   * Events after a sequence number, for a stream that is taken up on any node. Meant to be asked
   * again every half second until the page is the last; a full database door is no reason to end
   * the stream.
   *
   * @param after the last the client has; -1 from the beginning
   * @param limit at most so many, from 1
   * @return null as in {@link #find}
   */
  public @Nullable EventPage events(WorkspaceId workspace, RequestId id, int after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
    // The run first: the last events are committed together with the final status.
    BackgroundRun run = find(workspace, id);
    if (run == null) {
      return null;
    }
    List<RunEvent> events = rows.events(workspace, id, after, limit);
    return new EventPage(run, events, run.status().isFinal() && events.size() < limit);
  }
}
