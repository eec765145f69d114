package dev.quorate.runs;

import dev.quorate.http.Page;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Which of a response's input items are asked for, in OpenAI's words.
 *
 * @param ascending as they were sent; otherwise the last first
 * @param limit 1 to 100
 * @param after the item before the first one wanted; null from the beginning
 */
public record InputItemsQuery(boolean ascending, int limit, @Nullable String after) {
  /**
   * Reads {@code order} (default {@code desc}), {@code limit} (default 20) and {@code after}.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE
   */
  public static InputItemsQuery of(RequestHead head) {
    boolean ascending =
        switch (head.query("order").orElse("desc")) {
          case "asc" -> true;
          case "desc" -> false;
          default ->
              throw ErrorCode.INVALID_VALUE.because("order", "'order' must be 'asc' or 'desc'.");
        };
    return new InputItemsQuery(ascending, Page.of(head).limit(), head.query("after").orElse(null));
  }
}
