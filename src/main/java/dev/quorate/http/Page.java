package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit rows wanted, 1 to {@value #MAX_LIMIT}
 * @param cursor {@code next_cursor} of the page before, opaque to clients; null for the first page
 */
public record Page(int limit, @Nullable String cursor) {
  public static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;

  /** Long enough for a position with a tag's value of any alphabet. */
  private static final int MAX_CURSOR_LENGTH = 2048;

  /**
   * Reads {@code limit} and {@code cursor} of the query.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE
   */
  public static Page of(RequestHead head) {
    int limit = head.query("limit").map(Page::readLimit).orElse(DEFAULT_LIMIT);
    String cursor = head.query("cursor").orElse(null);
    Page page = new Page(limit, cursor);
    if (cursor != null) {
      page.position();
    }
    return page;
  }

  private static int readLimit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw ErrorCode.INVALID_VALUE.because(
        "limit", "'limit' must be an integer from 1 to " + MAX_LIMIT + ".");
  }

  /** The cursor a client gets for the position after which the next page begins. */
  public static String cursorOf(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What {@link #cursorOf} was given, or null on the first page. Clients can write cursors of their
   * own, so the room that reads the position must check its shape.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE
   */
  public @Nullable String position() {
    if (cursor == null) {
      return null;
    }
    if (cursor.isEmpty() || cursor.length() > MAX_CURSOR_LENGTH) {
      throw foreignCursor();
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw foreignCursor();
    }
  }

  /** The refusal of a cursor this list did not give out. */
  public static RuntimeException foreignCursor() {
    return ErrorCode.INVALID_VALUE.because(
        "cursor", "'cursor' must be the next_cursor of an earlier page of this list.");
  }
}
