package dev.quorate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two thousand open streams, some of whose readers sleep. Runs with {@code -Psoak}. */
@ExtendWith(StageExtension.class)
class StreamsSoak {
  private static final int STREAMS = 2_000;
  private static final int SLEEPER = 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BREATH = Duration.ofMillis(20);
  private static final int PIECES = 20;
  private static final Duration SLEEP = Duration.ofSeconds(10);

  private final Stage stage;
  private final Tenant tenant;
  private final AtomicInteger whole = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(STREAMS);

  StreamsSoak(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void everyStreamEndsAndNoneHoldsAThread() throws Exception {
    FakeStream drip = FakeStream.begun();
    for (int piece = 0; piece < PIECES; piece++) {
      drip = drip.say("piece ").pause(PAUSE);
    }
    String model =
        stage.model("drip", FakeAnswer.streamed(drip.finish("stop").usage(10, PIECES).done()));
    byte[] request = request(model);
    stage.provider().logging(false);
    read(request, false);
    long threads = status("Threads");
    long memory = status("VmRSS");

    for (int stream = 0; stream < STREAMS; stream++) {
      boolean sleeps = stream % SLEEPER == 0;
      Thread.ofVirtual().start(() -> follow(request, sleeps));
      if (stream % 50 == 0) {
        LockSupport.parkNanos(BREATH.toNanos());
      }
    }
    long mostThreads = threads;
    long mostMemory = memory;
    while (!ended.await(500, TimeUnit.MILLISECONDS)) {
      mostThreads = Math.max(mostThreads, status("Threads"));
      mostMemory = Math.max(mostMemory, status("VmRSS"));
    }

    System.out.printf(
        "%d streams: %d whole, threads %d -> %d, RSS %d -> %d kB, %d kB a stream%n",
        STREAMS,
        whole.get(),
        threads,
        mostThreads,
        memory,
        mostMemory,
        (mostMemory - memory) / STREAMS);
    assertThat(whole).hasValue(STREAMS);
    assertThat(mostThreads - threads).isLessThan(100);
  }

  private byte[] request(String model) {
    String body =
        "{\"model\":\""
            + model
            + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}";
    return ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + tenant.key()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }

  private void follow(byte[] request, boolean sleeps) {
    try {
      if (read(request, sleeps).contains("data: [DONE]")) {
        whole.incrementAndGet();
      }
    } catch (IOException broken) {
      // Not whole: the count says so.
    } finally {
      ended.countDown();
    }
  }

  private String read(byte[] request, boolean sleeps) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(stage.server().url()).getPort())) {
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      if (sleeps) {
        LockSupport.parkNanos(SLEEP.toNanos());
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** A number of {@code /proc/…/status}: threads, or kilobytes. */
  private long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + stage.server().pid() + "/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
