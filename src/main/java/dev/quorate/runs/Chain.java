package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import java.util.List;

/** A response with all it continues. */
public sealed interface Chain {
  /** Responses a chain may have. */
  int MAX_LINKS = 100;

  /** Bytes of input and response, all links together. */
  long MAX_BYTES = 64L << 20;

  /** All of them, the oldest first. */
  record Whole(List<StoredResponse> oldestFirst) implements Chain {
    public Whole {
      oldestFirst = List.copyOf(oldestFirst);
    }
  }

  /**
   * One of them is unknown, expired, deleted or another workspace's, which all look the same.
   *
   * @param missing the one asked for, or one further back
   */
  record Broken(RequestId missing) implements Chain {}

  /** More than {@link #MAX_LINKS} responses, or more than {@link #MAX_BYTES}. */
  record TooLong() implements Chain {}
}
