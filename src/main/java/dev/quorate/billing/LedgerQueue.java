package dev.quorate.billing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Work on its way to the ledger, first in first out: an intent never overtakes the endings given
 * before it. A group is due when somebody waits for one of its rows, when it is full, or when its
 * oldest row has waited long enough.
 */
@Singleton
class LedgerQueue {
  /** Rows of one group: one statement, one commit. */
  static final int GROUP_ROWS = 256;

  private final int limit;
  private final long lingerNanos;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // From here on guarded by the lock. The value is the nanoTime of the offer.
  private final SequencedMap<LedgerWork, Long> waiting = new LinkedHashMap<>();
  private int urgent;
  private int rows;
  private boolean draining;

  @Inject
  LedgerQueue(LedgerSettings settings) {
    this(settings.queueLimit(), settings.linger().toNanos(), System::nanoTime);
  }

  /**
   * @param limit works that may wait before new requests and calls are turned away
   * @param lingerNanos how long a row nobody waits for may wait for company
   * @param nanoTime {@link System#nanoTime} outside of tests
   */
  LedgerQueue(int limit, long lingerNanos, LongSupplier nanoTime) {
    this.limit = limit;
    this.lingerNanos = lingerNanos;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes work that may be turned away.
   *
   * @return false when the queue is full or ending
   */
  boolean offer(LedgerWork work) {
    lock.lock();
    try {
      if (draining || waiting.size() >= limit) {
        return false;
      }
      append(work);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes work that may be lost: only while nine tenths of the room are free.
   *
   * @return false when it was not taken
   */
  boolean offerOptional(LedgerWork work) {
    lock.lock();
    try {
      if (draining || waiting.size() >= limit / 10) {
        return false;
      }
      append(work);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes work that has already happened in the world. It cannot be turned away; its amount is
   * bounded by the requests and calls that {@link #offer} let in.
   */
  void add(LedgerWork work) {
    lock.lock();
    try {
      append(work);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes waiting work out again.
   *
   * @return false when it is being written or was written
   */
  boolean withdraw(LedgerWork work) {
    lock.lock();
    try {
      Long offered = waiting.remove(work);
      if (offered == null) {
        return false;
      }
      forget(work);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a group that was not written back where it was, ahead of all others, and due. */
  void putBack(List<LedgerWork> group) {
    lock.lock();
    try {
      long due = nanoTime.getAsLong() - lingerNanos;
      for (LedgerWork work : group.reversed()) {
        waiting.putFirst(work, due);
        count(work);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a group is due and takes it.
   *
   * @return empty only when draining and nothing is left
   */
  List<LedgerWork> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long wait = nanosUntilDue();
        if (wait <= 0) {
          return collect();
        }
        if (wait == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.await(wait, TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The group that is due; empty when none is. */
  List<LedgerWork> poll() {
    lock.lock();
    try {
      return nanosUntilDue() <= 0 ? collect() : List.of();
    } finally {
      lock.unlock();
    }
  }

  /** From now on new requests and calls are turned away, and whatever waits is due. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Works waiting. */
  int depth() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Works waiting that nobody waits for: settlements and refusals. */
  int lazyDepth() {
    lock.lock();
    try {
      return waiting.size() - urgent;
    } finally {
      lock.unlock();
    }
  }

  private void append(LedgerWork work) {
    boolean first = waiting.isEmpty();
    waiting.putLast(work, nanoTime.getAsLong());
    count(work);
    if (work.isUrgent() || first || rows >= GROUP_ROWS) {
      changed.signal();
    }
  }

  private long nanosUntilDue() {
    if (draining || urgent > 0 || rows >= GROUP_ROWS) {
      return 0;
    }
    Map.Entry<LedgerWork, Long> oldest = waiting.firstEntry();
    return oldest == null
        ? Long.MAX_VALUE
        : Math.max(0, oldest.getValue() + lingerNanos - nanoTime.getAsLong());
  }

  /** At least one work if any waits, then as many as fit. */
  private List<LedgerWork> collect() {
    List<LedgerWork> group = new ArrayList<>();
    int groupRows = 0;
    while (!waiting.isEmpty()) {
      LedgerWork next = waiting.firstEntry().getKey();
      groupRows += next.rows().size();
      if (!group.isEmpty() && groupRows > GROUP_ROWS) {
        break;
      }
      waiting.pollFirstEntry();
      forget(next);
      group.add(next);
    }
    return group;
  }

  private void count(LedgerWork work) {
    rows += work.rows().size();
    urgent += work.isUrgent() ? 1 : 0;
  }

  private void forget(LedgerWork work) {
    rows -= work.rows().size();
    urgent -= work.isUrgent() ? 1 : 0;
  }
}
