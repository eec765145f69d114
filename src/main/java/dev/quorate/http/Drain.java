package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.VirtualThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
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
  private final VirtualThreads threads;
  private final AtomicInteger outliving = new AtomicInteger();

  /** The last request that came before the end began. */
  private volatile long last = OPEN;

  private volatile boolean begun;

  @Inject
  public Drain(InFlight inFlight, VirtualThreads threads) {
    this.inFlight = inFlight;
    this.threads = threads;
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

  /**
   * Starts work that goes on when its request has been answered, and is waited for like one. To be
   * called while its request is still inside.
   */
  public void outlive(Runnable work) {
    outliving.incrementAndGet();
    try {
      threads.execute(() -> {
        try {
          work.run();
        } finally {
          outliving.decrementAndGet();
        }
      });
    } catch (RuntimeException refused) {
      outliving.decrementAndGet();
      throw refused;
    }
  }

  /** Requests and runs still to be waited for. */
  public int left() {
    // In this order: what outlives a request has begun before that leaves.
    int requests = inFlight.countUpTo(last);
    return requests + outliving.get();
  }
}
