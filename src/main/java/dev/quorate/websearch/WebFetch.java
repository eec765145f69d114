package dev.quorate.websearch;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.Cancellation;

/** The port to the public web. */
@FunctionalInterface
public interface WebFetch {
  /**
   * Fetches a page once and blocks the calling virtual thread for it.
   *
   * @param url as a model wrote it: anything
   * @return refused, without a connection, when it leads anywhere but the public web
   */
  WebResult<WebPage> fetch(String url, Deadline deadline, Cancellation cancellation);
}
