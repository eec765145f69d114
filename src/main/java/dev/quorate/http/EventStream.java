package dev.quorate.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events on their way to one client. Whoever makes them never waits: they stand in a
 * bounded queue that the request's own virtual thread writes out. When the client reads too slowly
 * progress is dropped first, then the stream is cut. A quiet stream carries comments, so that a
 * client that left is noticed.
 */
public final class EventStream implements EventSink {
  private static final int MAX_EVENTS = 256;
  private static final int MAX_WEIGHT = 1024 * 1024;
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final Duration keepAlive;
  private final Runnable onCut;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<StreamEvent> waiting = new ArrayDeque<>();
  private int weight;
  private long sequence;
  private boolean ended;
  private boolean cut;

  /**
   * @param keepAlive longest silence on the wire
   * @param onCut called once when the client left or could not follow; must not block
   */
  public EventStream(Duration keepAlive, Runnable onCut) {
    this.keepAlive = keepAlive;
    this.onCut = onCut;
  }

  /** Puts an event in line. Never blocks; without effect once the stream is cut. */
  @Override
  public void offer(StreamEvent event) {
    lock.lock();
    try {
      if (cut || ended) {
        return;
      }
      if (isFull(event) && event.droppable()) {
        return;
      }
      if (isFull(event)) {
        dropProgress();
      }
      if (!isFull(event)) {
        add(event);
        return;
      }
    } finally {
      lock.unlock();
    }
    cut();
  }

  /** The same for events that can wait: blocks a virtual thread until there is room. */
  public void offerPatiently(StreamEvent event) throws InterruptedException {
    lock.lock();
    try {
      while (isFull(event) && !cut && !ended) {
        changed.await();
      }
      if (!cut && !ended) {
        add(event);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The last events, for which there is always room; after them nothing more is taken. */
  @Override
  public void end(List<StreamEvent> last) {
    lock.lock();
    try {
      if (!cut && !ended) {
        last.forEach(this::add);
      }
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(StreamEvent event) {
    return waiting.size() >= MAX_EVENTS || (weight > 0 && weight + event.weight() > MAX_WEIGHT);
  }

  private void add(StreamEvent event) {
    waiting.add(event);
    weight += event.weight();
    changed.signalAll();
  }

  private void dropProgress() {
    waiting.removeIf(StreamEvent::droppable);
    weight = waiting.stream().mapToInt(StreamEvent::weight).sum();
  }

  private void cut() {
    lock.lock();
    try {
      if (cut) {
        return;
      }
      cut = true;
      waiting.clear();
      weight = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onCut.run();
  }

  /**
   * Writes until the end, or until the client is gone; then waits for the end all the same, so that
   * what made the stream is over when this returns.
   */
  void writeTo(OutputStream out) {
    try {
      out.flush(); // the head leaves now: without this the first event waits for the second
      for (List<StreamEvent> batch = take(); batch != null; batch = take()) {
        if (batch.isEmpty()) {
          out.write(COMMENT);
        }
        for (StreamEvent event : batch) {
          out.write(event.bytes(sequence));
          sequence += event.numbered() ? 1 : 0;
        }
        out.flush();
      }
    } catch (IOException gone) {
      cut();
    }
    awaitEnd();
  }

  /** What is in line; empty when nothing came for a while, null when there is nothing to come. */
  private @Nullable List<StreamEvent> take() {
    lock.lock();
    try {
      long left = keepAlive.toNanos();
      while (waiting.isEmpty() && !ended && !cut && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (cut || (ended && waiting.isEmpty())) {
        return null;
      }
      List<StreamEvent> batch = new ArrayList<>(waiting);
      waiting.clear();
      weight = 0;
      changed.signalAll();
      return batch;
    } catch (InterruptedException stopping) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitEnd() {
    lock.lock();
    try {
      while (!ended) {
        boolean ignored = changed.await(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
