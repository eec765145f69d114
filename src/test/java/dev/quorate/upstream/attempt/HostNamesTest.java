package dev.quorate.upstream.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostNamesTest {
  private static final URI EXAMPLE = URI.create("https://api.example.org/v1");

  private final ExecutorService lookers = Executors.newFixedThreadPool(2);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger lookups = new AtomicInteger();

  @AfterEach
  void stop() {
    answer.countDown();
    lookers.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/v1", "http://[::1]:8080/v1"})
  void anAddressNeedsNoLookup(String uri) {
    assertThatCode(() -> silent(Duration.ofMillis(1)).find(URI.create(uri)))
        .doesNotThrowAnyException();
    assertThat(lookups).hasValue(0);
  }

  @Test
  void aNameThatIsNotFoundInTimeIsUnknown() {
    assertThatThrownBy(() -> silent(Duration.ofMillis(20)).find(EXAMPLE))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aNameThatDoesNotExistIsUnknown() {
    HostNames names =
        new HostNames(
            lookers,
            Duration.ofSeconds(10),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> names.find(EXAMPLE)).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void manyWhoWaitForOneNameCostOneLookup() throws Exception {
    HostNames names = silent(Duration.ofSeconds(10));
    List<FutureTask<Void>> waiting = new ArrayList<>();
    for (int caller = 0; caller < 100; caller++) {
      FutureTask<Void> task =
          new FutureTask<>(() -> {
            names.find(EXAMPLE);
            return null;
          });
      waiting.add(task);
      Thread.startVirtualThread(task);
    }
    answer.countDown();

    for (FutureTask<Void> task : waiting) {
      task.get();
    }
    assertThat(lookups.get()).isBetween(1, 100);
  }

  @Test
  void aNameThatHangsDoesNotHoldTheOthers() throws Exception {
    HostNames names =
        new HostNames(
            lookers,
            Duration.ofSeconds(10),
            host -> {
              if (host.startsWith("hangs")) {
                hang();
              }
            });
    FutureTask<Void> hanging =
        new FutureTask<>(() -> {
          names.find(URI.create("https://hangs.example.org"));
          return null;
        });
    Thread.startVirtualThread(hanging);

    names.find(EXAMPLE);

    answer.countDown();
    hanging.get();
  }

  @Test
  void givingUpTheWaitIsAnInterruption() throws Exception {
    HostNames names = silent(Duration.ofSeconds(10));
    FutureTask<Throwable> task =
        new FutureTask<>(() -> {
          try {
            names.find(EXAMPLE);
            return null;
          } catch (InterruptedIOException gaveUp) {
            return gaveUp;
          }
        });
    Thread thread = Thread.startVirtualThread(task);
    thread.interrupt();

    assertThat(TransportFault.of(task.get()).sent()).isFalse();
  }

  /** Looks until the test lets it. */
  private HostNames silent(Duration timeout) {
    return new HostNames(
        lookers,
        timeout,
        host -> {
          lookups.incrementAndGet();
          hang();
        });
  }

  private void hang() {
    try {
      answer.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
