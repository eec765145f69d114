package dev.quorate.websearch;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.Cancellation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to a search engine. */
public interface WebSearch {
  /** The engine that is configured, null when none is. */
  @Nullable SearchEngine engine();

  /**
   * Searches once and blocks the calling virtual thread for it.
   *
   * @return at most as many hits as configured, best first; never refused
   */
  WebResult<List<SearchHit>> search(
      SearchQuery query, Deadline deadline, Cancellation cancellation);
}
