package dev.quorate.websearch.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LookedUpNamesTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final InetAddress ONE = InetAddress.ofLiteral("1.1.1.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("2606:4700::1111");

  private final ThreadPoolExecutor lookers =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void stop() {
    lookers.shutdownNow();
  }

  private InetAddress[] waitForEver() throws UnknownHostException {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException();
  }

  @Test
  void everyAddressOfANameIsGiven() throws Exception {
    LookedUpNames names = new LookedUpNames(lookers, LONG, _ -> new InetAddress[] {ONE, TWO});

    assertThat(names.find("www.example.org")).containsExactly(ONE, TWO);
  }

  @Test
  void aNameThatIsNotThereIsUnknown() {
    LookedUpNames names =
        new LookedUpNames(
            lookers,
            LONG,
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> names.find("www.example.org"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aSlowNameIsUnknownAndTheNextOneIsRefusedAtOnce() {
    LookedUpNames slow = new LookedUpNames(lookers, Duration.ofMillis(20), _ -> waitForEver());
    assertThatThrownBy(() -> slow.find("slow.example.org"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void nobodyWaitsForAThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    lookers.execute(() -> {
      begun.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    begun.await();
    LookedUpNames names = new LookedUpNames(lookers, LONG, _ -> new InetAddress[] {ONE});

    assertThatThrownBy(() -> names.find("www.example.org"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aWaitThatIsGivenUpIsNoAnswer() {
    LookedUpNames names = new LookedUpNames(lookers, LONG, _ -> waitForEver());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> names.find("www.example.org"))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
