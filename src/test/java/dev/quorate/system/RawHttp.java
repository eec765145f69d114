package dev.quorate.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests no client library would send. */
final class RawHttp {
  private RawHttp() {}

  /** An open connection to the server. */
  static Socket connect(Stage stage) {
    try {
      int port = URI.create(stage.server().url()).getPort();
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the bytes and reads until the server closes or is silent for two seconds. */
  static String exchange(Stage stage, byte[] request) {
    try (Socket socket = connect(stage)) {
      socket.getOutputStream().write(request);
      socket.setSoTimeout(2_000);
      return readAll(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String exchange(Stage stage, String request) {
    return exchange(stage, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A whole POST whose body is these bytes; the reply as it came. */
  static String post(Stage stage, String path, String key, String type, byte[] body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(path, key, type, body.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return exchange(stage, request.toByteArray());
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (IOException resetOrSilent) {
      // What came before it is the reply.
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
