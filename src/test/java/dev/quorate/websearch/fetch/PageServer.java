package dev.quorate.websearch.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on 127.0.0.1 that counts its connections and answers as it is told. */
final class PageServer implements AutoCloseable {
  private final ServerSocket server;
  private final Answering answering;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What is written for a request, whose head is given. */
  interface Answering {
    void answer(String head, OutputStream out) throws IOException, InterruptedException;
  }

  PageServer(ServerSocket server, Answering answering) {
    this.server = server;
    this.answering = answering;
    Thread.startVirtualThread(this::accept);
  }

  static PageServer answering(Answering answering) {
    return new PageServer(plain(), answering);
  }

  static PageServer page(String contentType, String body) {
    return answering((_, out) -> out.write(response(200, contentType, body)));
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] response(int status, String contentType, String body) {
    return response(status, "Content-Type: " + contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] response(int status, String header, byte[] body) {
    byte[] head =
        ("HTTP/1.1 "
                + status
                + " X\r\nContent-Length: "
                + body.length
                + "\r\n"
                + header
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  static byte[] redirect(String location) {
    return response(302, "Location: " + location, new byte[0]);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      requests.add(head.toString());
      answering.answer(head.toString(), socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException | InterruptedException gone) {
      // The client left.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
