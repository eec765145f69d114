package dev.quorate.inference.state;

import dev.quorate.http.Frame;
import dev.quorate.http.StreamEvent;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRuns;
import dev.quorate.runs.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Numbers a run's events and writes them down in batches, so that any node can tell them. */
final class EventLog {
  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  private final BackgroundRuns runs;
  private final WorkspaceId workspace;
  private final RequestId id;
  private final List<RunEvent> unwritten = new ArrayList<>();
  private int next;

  EventLog(BackgroundRuns runs, WorkspaceId workspace, RequestId id) {
    this.runs = runs;
    this.workspace = workspace;
    this.id = id;
  }

  synchronized void add(List<StreamEvent> events) {
    for (StreamEvent event : events) {
      if (event instanceof Frame frame) {
        String json = new String(frame.body().apply(next), StandardCharsets.UTF_8);
        unwritten.add(new RunEvent(next, frame.name(), Sensitive.of(json)));
        next++;
      }
    }
  }

  /** What is not written yet; it is the caller's to write from now on. */
  synchronized List<RunEvent> take() {
    List<RunEvent> taken = List.copyOf(unwritten);
    unwritten.clear();
    return taken;
  }

  private synchronized void giveBack(List<RunEvent> events) {
    unwritten.addAll(0, events);
  }

  /**
   * Writes what is not written yet.
   *
   * @return false when the run is gone or over, and its work must stop
   */
  boolean flush() {
    List<RunEvent> events = take();
    try {
      return runs.append(workspace, id, events);
    } catch (RuntimeException away) {
      // Saying one twice is saying it once, so the whole batch can be written again.
      giveBack(events);
      LOG.log(System.Logger.Level.WARNING, "{0}: events wait, {1}", id, away.getClass().getName());
      return true;
    }
  }
}
