package dev.quorate.upstream.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events, wherever its bytes are cut: inside a character, between CR
 * and LF, inside a field. An event that the end of the stream cut short is none, as the standard
 * has it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML Standard</a>
 */
final class ServerEvents {
  private static final int CHUNK = 16 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final Runnable heard;
  private final int maxEventBytes;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next;
  private int end;
  private boolean afterCarriageReturn;
  private boolean first = true;
  private int eventBytes;

  /**
   * @param heard told whenever bytes arrive
   * @param maxEventBytes of one event, all its lines together
   */
  ServerEvents(InputStream in, Runnable heard, int maxEventBytes) {
    this.in = in;
    this.heard = heard;
    this.maxEventBytes = maxEventBytes;
  }

  /** An event with more bytes than are taken. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("server-sent event too large");
    }
  }

  /**
   * The next event with data, or null at the end.
   *
   * @throws TooLarge when it does not end within the limit
   */
  @Nullable ServerEvent next() throws IOException {
    StringBuilder data = new StringBuilder();
    String name = "";
    boolean hasData = false;
    eventBytes = 0;
    for (String text = readLine(); text != null; text = readLine()) {
      if (text.isEmpty()) {
        if (hasData) {
          return new ServerEvent(name, data.toString());
        }
        name = "";
        eventBytes = 0;
        continue;
      }
      int colon = text.indexOf(':');
      String field = colon < 0 ? text : text.substring(0, colon);
      if (field.equals("data")) {
        data.append(hasData ? "\n" : "").append(value(text, colon));
        hasData = true;
      } else if (field.equals("event")) {
        name = value(text, colon);
      }
    }
    return null;
  }

  private static String value(String line, int colon) {
    if (colon < 0) {
      return "";
    }
    int start = line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
    return line.substring(start);
  }

  /** A line without its end, or null when the stream ended first. */
  private @Nullable String readLine() throws IOException {
    line.reset();
    for (int b = read(); b >= 0; b = read()) {
      boolean secondHalf = b == '\n' && afterCarriageReturn;
      afterCarriageReturn = b == '\r';
      if (secondHalf) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        return text();
      }
      if (++eventBytes > maxEventBytes) {
        throw new TooLarge();
      }
      line.write(b);
    }
    return null;
  }

  private String text() {
    String text = line.toString(StandardCharsets.UTF_8);
    boolean marked = first && text.startsWith(BYTE_ORDER_MARK);
    first = false;
    return marked ? text.substring(1) : text;
  }

  private int read() throws IOException {
    if (next == end) {
      int n = in.read(chunk);
      if (n < 0) {
        return -1;
      }
      heard.run();
      next = 0;
      end = n;
    }
    return next == end ? read() : chunk[next++] & 0xff;
  }
}
