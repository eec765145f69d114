package dev.quorate.inference.state;

import dev.quorate.http.EventStream;
import dev.quorate.http.Frame;
import dev.quorate.http.HttpSettings;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.BackgroundRuns;
import dev.quorate.runs.EventPage;
import dev.quorate.runs.RunEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tells the events of a background run from wherever a client left off, until the last. */
@Singleton
public class EventReplay {
  private static final System.Logger LOG = System.getLogger(EventReplay.class.getName());
  private static final int PAGE = 100;
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final String ERROR = "error";

  private final BackgroundRuns runs;
  private final VirtualThreads threads;
  private final HttpSettings settings;
  private final Json json;

  @Inject
  EventReplay(BackgroundRuns runs, VirtualThreads threads, HttpSettings settings, Json json) {
    this.runs = runs;
    this.threads = threads;
    this.settings = settings;
    this.json = json;
  }

  /**
   * @param after the last event the client has; -1 from the beginning
   */
  public Reply reply(WorkspaceId workspace, RequestId id, int after) {
    AtomicBoolean left = new AtomicBoolean();
    EventStream stream = new EventStream(settings.keepAlive(), () -> left.set(true));
    threads.execute(() -> tell(workspace, id, after, new Told(stream, left)));
    return new Reply(200, stream, Map.of());
  }

  private record Told(EventStream stream, AtomicBoolean left) {}

  private void tell(WorkspaceId workspace, RequestId id, int after, Told told) {
    int last = after;
    try {
      while (!told.left().get()) {
        EventPage page = page(workspace, id, last);
        if (page != null) {
          for (RunEvent event : page.events()) {
            told.stream().offerPatiently(frame(event));
            last = event.sequenceNumber();
          }
          if (page.last()) {
            lost(page.run(), last + 1, told.stream());
            return;
          }
        }
        if (page == null || page.events().isEmpty()) {
          Thread.sleep(LOOK_EVERY);
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (GoneException gone) {
      // Deleted meanwhile: there is nothing more to tell.
    } finally {
      told.stream().end(List.of());
    }
  }

  /** Null when the database cannot be asked now. */
  private @Nullable EventPage page(WorkspaceId workspace, RequestId id, int last)
      throws GoneException {
    EventPage page;
    try {
      page = runs.events(workspace, id, last, PAGE);
    } catch (RuntimeException away) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: its events cannot be read now, {1}",
          id,
          away.getClass().getName());
      return null;
    }
    if (page == null) {
      throw new GoneException();
    }
    return page;
  }

  /** A run whose node died has no last event of its own. */
  private void lost(BackgroundRun run, int number, EventStream stream) {
    if (BackgroundRun.NODE_LOST.equals(run.errorCode())) {
      Map<String, Object> error =
          Map.of("code", BackgroundRun.NODE_LOST, "message", ResponseMemory.LOST);
      byte[] body =
          json.write(
              Map.of(
                  "type", ERROR,
                  "sequence_number", number,
                  "code", BackgroundRun.NODE_LOST,
                  "message", ResponseMemory.LOST,
                  "error", error));
      stream.offer(Frame.of(ERROR, body.length, _ -> body));
    }
  }

  private static Frame frame(RunEvent event) {
    byte[] body = event.json().reveal().getBytes(StandardCharsets.UTF_8);
    return Frame.of(event.name(), body.length / 2, _ -> body);
  }

  /** The run is not there any more. */
  private static final class GoneException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
