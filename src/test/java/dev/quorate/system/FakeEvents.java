package dev.quorate.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** Writes a {@link FakeStream} as a chunked body, a chunk for each step. */
final class FakeEvents {
  private final FakeConnection connection;
  private final Socket socket;
  private final OutputStream out;

  FakeEvents(FakeConnection connection, Socket socket, OutputStream out) {
    this.connection = connection;
    this.socket = socket;
    this.out = out;
  }

  /** Writes the answer; false when the connection is over. */
  boolean write(FakeStream stream, String id) throws IOException {
    String head =
        "HTTP/1.1 200 Scripted\r\nx-request-id: %s\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(id);
    out.write(head.getBytes(ISO_8859_1));
    out.flush();
    for (FakeStream.Step step : stream.steps()) {
      step(step);
    }
    return end(stream);
  }

  private void step(FakeStream.Step step) throws IOException {
    switch (step) {
      case FakeStream.Said said when said.bytes().isEmpty() -> {
        // An empty chunk would be the last one.
      }
      case FakeStream.Said said -> connection.chunk(said.bytes().getBytes(ISO_8859_1));
      case FakeStream.Stamp _ -> connection.chunk(FakeStream.stamp().getBytes(ISO_8859_1));
      case FakeStream.Quiet quiet -> connection.waitFor(quiet.time());
    }
  }

  private boolean end(FakeStream stream) throws IOException {
    switch (stream.ending()) {
      case WHOLE -> {
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        out.flush();
        return true;
      }
      case FIN -> socket.close();
      case RST -> connection.reset();
      case SILENCE -> connection.waitFor(Duration.ofMinutes(10));
      case ENDLESS -> {
        while (true) {
          step(stream.steps().getLast());
          connection.waitFor(Duration.ofMillis(20));
        }
      }
    }
    return false;
  }
}
