package dev.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final AtomicInteger cuts = new AtomicInteger();
  private final EventStream stream = new EventStream(Duration.ofMinutes(1), cuts::incrementAndGet);

  private static StreamEvent event(String text) {
    return Frame.of("e", text.length(), n -> (n + " " + text).getBytes(StandardCharsets.UTF_8));
  }

  private static StreamEvent progress(String text) {
    return Frame.progress(
        "p", text.length(), n -> (n + " " + text).getBytes(StandardCharsets.UTF_8));
  }

  private String written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eventsAreNumberedInTheOrderTheyAreSent() {
    stream.offer(event("one"));
    stream.offer(event("two"));
    stream.end(List.of(event("three")));

    assertThat(written())
        .isEqualTo(
            """
            event: e
            data: 0 one

            event: e
            data: 1 two

            event: e
            data: 2 three

            """);
  }

  @Test
  void aSlowReaderMissesProgressFirstAndNumbersHaveNoGap() {
    for (int i = 0; i < 200; i++) {
      stream.offer(progress("step"));
    }
    for (int i = 0; i < 100; i++) {
      stream.offer(event("word"));
    }
    stream.end(List.of());

    List<String> data = written().lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(cuts).hasValue(0);
    assertThat(data.stream().filter(line -> line.endsWith("word"))).hasSize(100);
    for (int i = 0; i < data.size(); i++) {
      assertThat(data.get(i)).startsWith("data: " + i + " ");
    }
  }

  @Test
  void aReaderThatFallsTooFarBehindIsCutOnce() {
    for (int i = 0; i < 1_000; i++) {
      stream.offer(event("word"));
    }
    stream.end(List.of(event("last")));

    assertThat(cuts).hasValue(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void whatWaitsIsBoundedInBytesToo() {
    stream.offer(event("x".repeat(400_000)));
    stream.offer(event("x".repeat(400_000)));

    assertThat(cuts).hasValue(1);
  }

  @Test
  void aClientThatLeftCutsTheStreamAndTheWriterWaitsForTheEnd() throws Exception {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    stream.offer(event("word"));
    CountDownLatch returned = new CountDownLatch(1);
    Thread writer =
        Thread.startVirtualThread(() -> {
          stream.writeTo(gone);
          returned.countDown();
        });

    while (cuts.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(returned.getCount()).isEqualTo(1);
    stream.end(List.of());
    writer.join();
    assertThat(cuts).hasValue(1);
  }

  @Test
  void aQuietStreamCarriesComments() {
    EventStream quiet = new EventStream(Duration.ofMillis(1), () -> {});
    StringBuilder heard = new StringBuilder();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            heard.append((char) b);
          }

          @Override
          public void flush() {
            if (heard.length() > 40) {
              quiet.end(List.of());
            }
          }
        };

    quiet.writeTo(out);

    assertThat(heard.toString()).startsWith(": keep-alive\n\n: keep-alive\n\n");
  }
}
