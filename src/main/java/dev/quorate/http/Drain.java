package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether this process still takes work, and what it has to finish first when it does not: the
 * requests that came before, and what runs on after its request was answered.
 */
@Singleton
public class Drain {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final long OPEN = Long.MAX_VALUE;

  private final InFlight inFlight;
  private final AtomicInteger stays = new AtomicInteger();

  /** The last request that came before the end began. */
  private volatile long last = OPEN;

  private volatile boolean begun;

  @Inject
  public Drain(InFlight inFlight) {
    this.inFlight = inFlight;
  }

  /** Work that outlives its request, until it is closed. */
  @FunctionalInterface
  public interface Stay extends AutoCloseable {
    @Override
    void close();
  }

  /** From now on no work is taken. */
  public void begin() {
    begun = true;
    last = inFlight.lastEntered();
  }

  public boolean isBegun() {
    return begun;
  }

  /**
   * For whatever makes work.
   *
   * @throws dev.quorate.kernel.GatewayException SHUTTING_DOWN
   */
  public void requireOpen() {
    if (begun) {
      throw ErrorCode.SHUTTING_DOWN
          .because("This gateway is being stopped; nothing was sent. Try again.")
          .retryAfter(TRY_AGAIN);
    }
  }

  /** Waited for like a request; to be called while its request is still inside. */
  public Stay stay() {
    stays.incrementAndGet();
    AtomicBoolean over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        stays.decrementAndGet();
      }
    };
  }

  /** Requests and runs still to be waited for. */
  public int left() {
    // In this order: whoever stays has begun to before its request leaves.
    int requests = inFlight.countUpTo(last);
    return requests + stays.get();
  }
}
