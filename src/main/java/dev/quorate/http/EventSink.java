package dev.quorate.http;

import java.util.List;

/** Where a streamed reply's events go. */
public interface EventSink {
  /** Puts an event in line; never waits for whoever reads. */
  void offer(StreamEvent event);

  /** The last events; after them nothing more is taken. */
  void end(List<StreamEvent> last);
}
