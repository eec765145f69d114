package dev.quorate.system;

import dev.quorate.system.ReceivedCall.Ending;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One kept-alive connection of a {@link FakeProvider}. While an answer is waited for, the socket is
 * read, so that a client that leaves is noticed at once.
 */
final class FakeConnection {
  private static final JsonFactory JSON = new JsonFactory();
  private static final AtomicLong IDS = new AtomicLong();
  private static final byte[] ENDLESS = new byte[8192];

  static {
    Arrays.fill(ENDLESS, (byte) ' ');
  }

  private final FakeProvider provider;
  private final Socket socket;
  private final HttpReader in;
  private final OutputStream out;

  FakeConnection(FakeProvider provider, Socket socket) throws IOException {
    this.provider = provider;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new HttpReader(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 8192);
  }

  /** Answers request after request until one side is done. */
  void serve() throws IOException {
    boolean goOn = true;
    while (goOn && in.next(out)) {
      goOn = answer();
    }
  }

  private boolean answer() throws IOException {
    ReceivedCall.Asked asked = in.body().length == 0 ? bodiless(in.path()) : read(in.body());
    ReceivedCall call = new ReceivedCall(in.path(), asked, in.headers(), in.body(), provider.log());
    FakeAnswer answer = provider.next(asked.model());
    if (provider.isLogging()) {
      provider.log().add(call);
    }
    try {
      waitFor(answer.delay());
      boolean goOn = write(answer, call);
      call.ended(goOn ? Ending.ANSWERED : Ending.BROKEN_OFF);
      return goOn;
    } catch (IOException gone) {
      call.ended(Ending.ABORTED_BY_CLIENT);
      throw gone;
    }
  }

  /** A question without a body, such as that for a list of models, is about its path. */
  private static ReceivedCall.Asked bodiless(String path) {
    int query = path.indexOf('?');
    return new ReceivedCall.Asked(query < 0 ? path : path.substring(0, query), false);
  }

  private static ReceivedCall.Asked read(byte[] body) {
    String model = "";
    boolean stream = false;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "model" -> model = parser.getString();
          case "stream" -> stream = value == JsonToken.VALUE_TRUE;
          default -> parser.skipChildren();
        }
      }
    } catch (tools.jackson.core.JacksonException notJson) {
      return new ReceivedCall.Asked(model, stream);
    }
    return new ReceivedCall.Asked(model, stream);
  }

  /** Waits and watches: a client that closes ends the wait with an exception. */
  void waitFor(Duration delay) throws IOException {
    long end = System.nanoTime() + delay.toNanos();
    long left = delay.toMillis();
    while (left > 0) {
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      try {
        in.peek();
        // A pipelined request is there: nobody can be watched any more, only waited for.
        LockSupport.parkNanos(end - System.nanoTime());
      } catch (SocketTimeoutException stillThere) {
        // What was hoped for.
      }
      left = (end - System.nanoTime()) / 1_000_000;
    }
    socket.setSoTimeout(0);
  }

  /** Writes the answer with its fault; false when the connection is over. */
  private boolean write(FakeAnswer answer, ReceivedCall call) throws IOException {
    String id = "chatcmpl-fake" + IDS.incrementAndGet();
    if (beforeHeaders(answer.fault())) {
      return false;
    }
    FakeStream stream = answer.streamFor(call);
    if (stream != null) {
      call.reporting(answer.status(), answer.usage());
      return new FakeEvents(this, socket, out).write(stream, id);
    }
    byte[] body = answer.body(call, id);
    call.reporting(answer.status(), answer.usage());
    out.write(head(answer, id, body.length));
    if (answer.fault() == FakeFault.NONE) {
      out.write(body);
      out.flush();
      return true;
    }
    out.flush();
    afterHeaders(answer.fault(), body);
    return false;
  }

  /** Faults that come before any header of an answer; true when that was it. */
  private boolean beforeHeaders(FakeFault fault) throws IOException {
    switch (fault) {
      case RESET_BEFORE_HEADERS -> reset();
      case CLOSE_BEFORE_HEADERS -> socket.close();
      case SILENCE -> waitFor(Duration.ofMinutes(10));
      case NOT_HTTP -> send("SSH-2.0-OpenSSH_9.2\r\n");
      case DRIP -> drip("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{");
      case ENDLESS_HEADERS -> {
        send("HTTP/1.1 200 OK\r\n");
        for (long line = 0; ; line++) {
          send("X-Line-" + line + ": " + "y".repeat(4000) + "\r\n");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void afterHeaders(FakeFault fault, byte[] body) throws IOException {
    byte[] half = Arrays.copyOf(body, body.length / 2);
    switch (fault) {
      case RESET_AFTER_HEADERS -> reset();
      case SILENCE_AFTER_HEADERS -> waitFor(Duration.ofMinutes(10));
      case ENDLESS_BODY -> {
        while (true) {
          chunk(ENDLESS);
        }
      }
      case CUT_CHUNKED -> chunk(half);
      case RESET_MID_BODY -> {
        send(half);
        reset();
      }
      case HALF_CLOSE -> {
        send(half);
        socket.shutdownOutput();
        waitFor(Duration.ofMinutes(10));
      }
      default -> send(half);
    }
  }

  private static byte[] head(FakeAnswer answer, String id, int length) {
    StringBuilder head = new StringBuilder(160).append("HTTP/1.1 ").append(answer.status());
    head.append(" Scripted\r\nx-request-id: ").append(id).append("\r\n");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (answer.fault() == FakeFault.ENDLESS_BODY || answer.fault() == FakeFault.CUT_CHUNKED) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
    } else {
      head.append("Content-Length: ").append(length).append("\r\n\r\n");
    }
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  void chunk(byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    send("\r\n");
  }

  private void drip(String text) throws IOException {
    for (byte one : text.getBytes(StandardCharsets.US_ASCII)) {
      send(new byte[] {one});
      waitFor(Duration.ofSeconds(1));
    }
    while (true) {
      send(new byte[] {' '});
      waitFor(Duration.ofSeconds(1));
    }
  }

  private void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Closes with RST in place of FIN. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Thrown where the client closed while its answer was being prepared. */
  static final class ClientGone extends EOFException {
    private static final long serialVersionUID = 1;

    ClientGone() {
      super("the client closed its connection");
    }
  }
}
