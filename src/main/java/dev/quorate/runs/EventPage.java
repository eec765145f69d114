package dev.quorate.runs;

import java.util.List;

/**
 * A part of a run's events.
 *
 * @param run as it stood before the events were read
 * @param events in their order
 * @param last whether none will ever follow. A run that failed with {@link BackgroundRun#NODE_LOST}
 *     has no event that says so: whoever serves its stream writes it.
 */
public record EventPage(BackgroundRun run, List<RunEvent> events, boolean last) {
  public EventPage {
    events = List.copyOf(events);
  }
}
