package dev.quorate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request over and over on kept-alive connections, one virtual thread each, and times
 * every answer. Closed loop: a connection sends its next request when it has read the last answer
 * whole.
 */
public final class LoadClient {
  private final int port;
  private final byte[] request;

  /**
   * @param port on loopback
   * @param headers lines without line ends, {@code Authorization: Bearer …}
   */
  public LoadClient(int port, String path, List<String> headers, String body) {
    this.port = port;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    head.append("Content-Type: application/json\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    this.request = Arrays.copyOf(start, start.length + bytes.length);
    System.arraycopy(bytes, 0, request, start.length, bytes.length);
  }

  /** Loads for the given time. Answers other than 200 are counted, not timed. */
  public LoadFigures run(int connections, Duration howLong) {
    long start = System.nanoTime();
    long end = start + howLong.toNanos();
    List<Callable<Lane>> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lanes.add(() -> new Lane().until(end));
    }
    return figures(runAll(lanes), start);
  }

  /** Sends exactly so many requests at once, each on a connection of its own. */
  public LoadFigures burst(int connections) {
    long start = System.nanoTime();
    List<Callable<Lane>> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lanes.add(() -> new Lane().once());
    }
    return figures(runAll(lanes), start);
  }

  private static LoadFigures figures(List<Lane> lanes, long start) {
    long nanos = System.nanoTime() - start;
    long[] all =
        lanes.stream().flatMapToLong(lane -> Arrays.stream(lane.times, 0, lane.count)).toArray();
    return LoadFigures.of(all, lanes.stream().mapToInt(lane -> lane.failures).sum(), nanos);
  }

  private static List<Lane> runAll(List<Callable<Lane>> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Lane> lanes = new ArrayList<>();
      for (Future<Lane> lane : threads.invokeAll(work)) {
        lanes.add(lane.get());
      }
      return lanes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted under load", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a connection failed under load", e);
    }
  }

  /** One connection and the times it saw. */
  private final class Lane {
    private long[] times = new long[1024];
    private int count;
    private int failures;

    Lane until(long end) throws IOException {
      try (Socket socket = connect()) {
        Answers answers = new Answers(socket.getInputStream());
        while (System.nanoTime() < end) {
          exchange(socket, answers);
        }
      }
      return this;
    }

    Lane once() throws IOException {
      try (Socket socket = connect()) {
        exchange(socket, new Answers(socket.getInputStream()));
      }
      return this;
    }

    private Socket connect() throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      return socket;
    }

    private void exchange(Socket socket, Answers answers) throws IOException {
      long sent = System.nanoTime();
      socket.getOutputStream().write(request);
      int status = answers.skipOne();
      if (status != 200) {
        failures++;
        return;
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, count * 2);
      }
      times[count++] = System.nanoTime() - sent;
    }
  }

  /** Reads answers off a connection and keeps nothing but their status. */
  private static final class Answers {
    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];
    private int from;
    private int to;

    Answers(InputStream in) {
      this.in = in;
    }

    int skipOne() throws IOException {
      int status = Integer.parseInt(line().substring(9, 12));
      long length = -1;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Long.parseLong(line.substring(15).strip());
        } else if (line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
          length = -2;
        }
      }
      if (length == -2) {
        skipChunks();
      } else {
        skip(Math.max(length, 0));
      }
      return status;
    }

    private void skipChunks() throws IOException {
      long length;
      do {
        length = Long.parseLong(line().strip(), 16);
        skip(length);
        line();
      } while (length > 0);
    }

    private void skip(long length) throws IOException {
      long left = length;
      while (left > 0) {
        if (from == to) {
          fill();
        }
        long step = Math.min(left, to - from);
        from += (int) step;
        left -= step;
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      while (true) {
        if (from == to) {
          fill();
        }
        byte one = buffer[from++];
        if (one == '\n') {
          return line.toString();
        }
        if (one != '\r') {
          line.append((char) one);
        }
      }
    }

    private void fill() throws IOException {
      from = 0;
      to = in.read(buffer);
      if (to < 0) {
        to = 0;
        throw new EOFException("the server closed the connection under load");
      }
    }
  }
}
