package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests now inside, and how many may be. Two bounds: a request that still sends its body
 * holds only an <em>open</em> slot, of which there are many; it takes a <em>running</em> slot when
 * the body is complete. So slow senders use up only what no running request needs. Bodies share a
 * third bound, on memory. Nobody ever waits for a slot: no slot is a refusal at once.
 */
@Singleton
public class InFlight {
  /** A body's first bytes are free, so that large bodies crowd out only large ones. */
  private static final long FREE_BYTES = 64 * 1024;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final Semaphore open;
  private final Semaphore running;
  private final int maxOpen;
  private final long maxBodyMemory;
  private final AtomicLong bodyMemory = new AtomicLong();
  private final AtomicLong entered = new AtomicLong();
  private final ConcurrentMap<RequestId, Passage> passages = new ConcurrentHashMap<>();

  @Inject
  InFlight(HttpSettings settings) {
    this(settings.maxOpenRequests(), settings.maxConcurrentRequests(), settings.maxBodyMemory());
  }

  /** With bounds of one's own. */
  public InFlight(int maxOpen, int maxRunning, long maxBodyMemory) {
    this.open = new Semaphore(maxOpen);
    this.running = new Semaphore(maxRunning);
    this.maxOpen = maxOpen;
    this.maxBodyMemory = maxBodyMemory;
  }

  /** Requests inside, those still sending included. */
  public int count() {
    return maxOpen - open.availablePermits();
  }

  /** Notes whose request this is, for the access log. */
  public void noteWorkspace(RequestHead head, WorkspaceId workspace) {
    Passage passage = passages.get(head.id());
    if (passage != null) {
      passage.workspace = workspace;
    }
  }

  /**
   * Lets a request in.
   *
   * @param bodyToCome whether the running slot is to be taken later, by {@link #bodyComplete}
   * @throws GatewayException OVERLOADED
   */
  void enter(RequestId id, boolean bodyToCome) {
    // When nothing more can run, reading another body would only delay the refusal.
    if (running.availablePermits() <= 0 || !open.tryAcquire()) {
      throw full();
    }
    Passage passage = new Passage(entered.incrementAndGet());
    passages.put(id, passage);
    if (!bodyToCome) {
      run(id, passage);
    }
  }

  /** The body is here: the request starts to run. Unknown requests are none of our business. */
  void bodyComplete(RequestId id) {
    Passage passage = passages.get(id);
    if (passage != null && !passage.running) {
      run(id, passage);
    }
  }

  private void run(RequestId id, Passage passage) {
    if (!running.tryAcquire()) {
      leave(id);
      throw full();
    }
    passage.running = true;
  }

  /** Reserves memory for a further piece of a body, until the request leaves. */
  void keep(RequestId id, long bytes) {
    Passage passage = passages.get(id);
    if (passage == null) {
      return;
    }
    passage.bodyBytes += bytes;
    long due = Math.max(0, passage.bodyBytes - FREE_BYTES) - passage.reserved;
    if (due > 0) {
      if (bodyMemory.addAndGet(due) > maxBodyMemory) {
        bodyMemory.addAndGet(-due);
        throw full();
      }
      passage.reserved += due;
    }
  }

  /** Gives everything back; a second time does nothing. */
  void leave(RequestId id) {
    Passage passage = passages.remove(id);
    if (passage == null) {
      return;
    }
    bodyMemory.addAndGet(-passage.reserved);
    if (passage.running) {
      running.release();
    }
    open.release();
  }

  /** The number of the last request let in; they are numbered in their order. */
  long lastEntered() {
    return entered.get();
  }

  /** Requests inside that came before or with that number. */
  int countUpTo(long number) {
    return (int) passages.values().stream().filter(passage -> passage.number <= number).count();
  }

  /** Whose request it is, as far as known. */
  public @Nullable WorkspaceId workspace(RequestId id) {
    Passage passage = passages.get(id);
    return passage == null ? null : passage.workspace;
  }

  private static GatewayException full() {
    return ErrorCode.OVERLOADED
        .because("The gateway is full; try again shortly.")
        .retryAfter(TRY_AGAIN);
  }

  /**
   * What one request holds. Touched by one thread at a time: the container's, then its virtual one.
   */
  private static final class Passage {
    private final long number;
    private boolean running;
    private long bodyBytes;
    private long reserved;
    private @Nullable WorkspaceId workspace;

    Passage(long number) {
      this.number = number;
    }
  }
}
