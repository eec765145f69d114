package dev.quorate.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reply that is read as it comes, over a socket of its own that may be closed at any moment. What
 * does not come within the socket's thirty seconds fails the test.
 */
final class LiveReply implements AutoCloseable {
  private final Socket socket;
  private final BufferedInputStream in;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Event> seen = new ArrayList<>();
  private int status;
  private int comments;
  private int chunkLeft;
  private boolean whole;

  private LiveReply(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * One event.
   *
   * @param name the {@code event:} field, empty without one
   * @param nanos {@link System#nanoTime} when its blank line was there
   */
  record Event(String name, String data, long nanos) {
    JsonNode json() {
      return Answer.JSON.readTree(data);
    }
  }

  /** Sends a request and waits for nothing. */
  static LiveReply send(Tenant tenant, String path, String body, String... headers) {
    Socket socket = RawHttp.connect(tenant.stage());
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Authorization: Bearer ").append(tenant.key()).append("\r\n");
    head.append("Content-Type: application/json\r\nContent-Length: ").append(bytes.length);
    for (int i = 0; i < headers.length; i += 2) {
      head.append("\r\n").append(headers[i]).append(": ").append(headers[i + 1]);
    }
    try {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
      request.writeBytes(bytes);
      socket.getOutputStream().write(request.toByteArray());
      return new LiveReply(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request that wants a stream and waits for its head. */
  static LiveReply open(Tenant tenant, String path, String body, String... headers) {
    LiveReply reply = send(tenant, path, body, headers);
    reply.readHead();
    assertThat(reply.header("content-type"))
        .as("status %s", reply.status)
        .startsWith("text/event-stream");
    assertThat(reply.status).isEqualTo(200);
    return reply;
  }

  /** The status, waiting for the head where that has not come. */
  int status() {
    if (status == 0) {
      readHead();
    }
    return status;
  }

  String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  String requestId() {
    return header("x-request-id");
  }

  /** The next event, null at the end of the body. */
  @Nullable Event next() {
    StringBuilder data = new StringBuilder();
    String name = "";
    try {
      for (String line = line(); line != null; line = line()) {
        if (line.isEmpty() && !data.isEmpty()) {
          Event event = new Event(name, data.toString(), System.nanoTime());
          seen.add(event);
          return event;
        }
        if (line.startsWith(":")) {
          comments++;
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else {
          assertThat(line).as("a line of the stream").isEmpty();
        }
      }
      assertThat(data).as("an event without an end").isEmpty();
      return null;
    } catch (IOException e) {
      throw new AssertionError("after " + seen.size() + " events", e);
    }
  }

  /** Reads until an event is what is wanted, and returns it. */
  Event await(Predicate<Event> wanted) {
    for (Event event = next(); event != null; event = next()) {
      if (wanted.test(event)) {
        return event;
      }
    }
    throw new AssertionError("the stream ended without it: " + seen);
  }

  /** Reads to the end; every event since the beginning. */
  List<Event> all() {
    Event event = next();
    while (event != null) {
      event = next();
    }
    assertThat(whole).as("the body's last chunk came").isTrue();
    return List.copyOf(seen);
  }

  /** Comments so far. */
  int comments() {
    return comments;
  }

  /** A body of this reply as if it had come in one piece. */
  Answer answer(JsonNode body) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.put("content-type", List.of("application/json"));
    return new Answer(200, HttpHeaders.of(all, (name, value) -> true), body.toString());
  }

  /** Leaves. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readHead() {
    try {
      status = Integer.parseInt(rawLine().split(" ", 3)[1]);
      for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
        int colon = line.indexOf(':');
        headers
            .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    } catch (IOException e) {
      throw new AssertionError("no head", e);
    }
  }

  /** A line of the chunked body, null at its end. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = bodyByte(); b >= 0; b = bodyByte()) {
      if (b == '\n') {
        return line.toString(UTF_8);
      }
      line.write(b);
    }
    return null;
  }

  private int bodyByte() throws IOException {
    if (whole) {
      return -1;
    }
    if (chunkLeft == 0) {
      chunkLeft = Integer.parseInt(rawLine().strip(), 16);
      if (chunkLeft == 0) {
        rawLine();
        whole = true;
        return -1;
      }
    }
    int b = in.read();
    if (--chunkLeft == 0) {
      rawLine();
    }
    return b;
  }

  private String rawLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server closed in the middle");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
