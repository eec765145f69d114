package dev.quorate.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 requests off one connection: just what a chat-completions client sends. */
final class HttpReader {
  private final InputStream in;
  private byte[] buffer = new byte[16 * 1024];
  private int from;
  private int to;
  private String path = "";
  private Map<String, String> headers = Map.of();
  private byte[] body = {};

  HttpReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next whole request; false when the client closed between two. */
  boolean next(OutputStream out) throws IOException {
    if (from == to && !fill()) {
      return false;
    }
    path = line().split(" ", 3)[1];
    headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    body = readBody();
    return true;
  }

  /** Of the last request read. */
  String path() {
    return path;
  }

  /** Of the last request read, names in lower case. */
  Map<String, String> headers() {
    return headers;
  }

  /** Of the last request read. */
  byte[] body() {
    return body;
  }

  /**
   * Waits for a byte and leaves it unread; returns at once when there is one already.
   *
   * @throws FakeConnection.ClientGone at the end of the stream
   */
  void peek() throws IOException {
    if (from == to && !fill()) {
      throw new FakeConnection.ClientGone();
    }
  }

  private byte[] readBody() throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      all.write(exactly(length));
      line();
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    int taken = Math.min(length, to - from);
    System.arraycopy(buffer, from, bytes, 0, taken);
    from += taken;
    while (taken < length) {
      int read = in.read(bytes, taken, length - taken);
      if (read < 0) {
        throw new FakeConnection.ClientGone();
      }
      taken += read;
    }
    return bytes;
  }

  private String line() throws IOException {
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          int end = i > from && buffer[i - 1] == '\r' ? i - 1 : i;
          String line = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
          from = i + 1;
          return line;
        }
      }
      int length = to - from;
      if (!fill()) {
        throw new FakeConnection.ClientGone();
      }
      searched = from + length;
    }
  }

  /** Reads what there is; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, to, buffer.length - to);
    if (read < 0) {
      return false;
    }
    to += read;
    return true;
  }
}
