package dev.quorate.billing;

import dev.quorate.billing.budget.HoldVerdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The node's one writer of the ledger: takes what waits, writes it as one transaction, tells those
 * who wait, and takes again. Whatever arrives meanwhile is the next group, so a busy ledger groups
 * by itself and an idle one does not wait.
 *
 * <p>Nothing that has happened is given up: while the database is away the rows wait in memory.
 * Only rows the database refuses for what they are end unwritten, alone, and in the log.
 */
@Singleton
class LedgerWriter {
  private static final System.Logger LOG = System.getLogger(LedgerWriter.class.getName());

  /** Where groups go. Used by one thread at a time. */
  interface Sink {
    /**
     * Writes the rows in one transaction and returns after its commit. Rows that are there already
     * are left as they are, so the same rows may be sent again. A hold that the budgets refuse is
     * not written, nor are the rows that are held by it.
     *
     * @param again the rows may have been written by an earlier try
     * @return what the budgets said to holds they have a say in
     */
    List<HoldVerdict> write(List<LedgerRow> rows, boolean again) throws LedgerFault;

    /** Gives back what it holds. A later write takes it anew. */
    void close();
  }

  /** What the writer tells about itself. */
  interface Watch {
    /** One group is committed. */
    void wrote(int rows, Duration took);

    /** A group was not written, or not yet. */
    void failed(LedgerFault.Kind kind);
  }

  /** Repeats of a group that lost a conflict before it is treated as an outage, with pauses. */
  private static final int CONFLICT_REPEATS = 3;

  private static final long FIRST_PAUSE_MS = 20;
  private static final int MOST_DOUBLINGS = 7;

  private final LedgerQueue queue;
  private final Watch watch;
  private final IntConsumer pause;
  private final CountDownLatch ending = new CountDownLatch(1);

  private volatile boolean stopped;

  /** Failures in a row; of the writing thread only. */
  private int failures;

  @Inject
  LedgerWriter(LedgerQueue queue, Watch watch) {
    this.queue = queue;
    this.watch = watch;
    this.pause = this::pauseAfter;
  }

  /**
   * @param pause called with the number of failures in a row, from 1, before the next try
   */
  LedgerWriter(LedgerQueue queue, Watch watch, IntConsumer pause) {
    this.queue = queue;
    this.watch = watch;
    this.pause = pause;
  }

  /** Writes until {@link #end} and nothing is left, or {@link #stop}; on a thread of its own. */
  void run(Sink sink) {
    try {
      while (!stopped) {
        List<LedgerWork> group = take();
        if (group.isEmpty()) {
          return;
        }
        writeAndSurvive(group, sink);
      }
    } finally {
      sink.close();
    }
  }

  /** Pieces of work that are not written. */
  int waiting() {
    return queue.depth();
  }

  /** Lets the writer finish what waits, without long pauses, and then return. */
  void end() {
    queue.drain();
    ending.countDown();
  }

  /** Lets the writer return after the group it is at, whatever waits. */
  void stop() {
    stopped = true;
    end();
  }

  /**
   * A fault of our own must not end the one thread that writes. Writing a row again is harmless.
   */
  private void writeAndSurvive(List<LedgerWork> group, Sink sink) {
    try {
      writeOrPutBack(group, sink);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The ledger writer failed; it tries again.", e);
      queue.putBack(group.stream().filter(work -> !work.isDone()).toList());
      failures++;
      pause.accept(failures);
    }
  }

  /** Writes one group; what the database was not there for is put back in its place. */
  void writeOrPutBack(List<LedgerWork> group, Sink sink) {
    List<LedgerWork> left = write(group, sink);
    if (!left.isEmpty()) {
      queue.putBack(left);
      pause.accept(failures);
    }
  }

  /** Returns what is left when the database is away: surely unwritten, in its order. */
  private List<LedgerWork> write(List<LedgerWork> group, Sink sink) {
    // Once sent and perhaps written, nobody may withdraw it: it is sent again until that is known.
    boolean uncertain = false;
    while (true) {
      try {
        send(group, sink);
        return List.of();
      } catch (LedgerFault fault) {
        watch.failed(fault.kind());
        if (fault.kind() == LedgerFault.Kind.REJECTED) {
          return rejected(group, fault, sink);
        }
        failed(fault);
        uncertain |= fault.kind() == LedgerFault.Kind.UNCERTAIN;
        if (stopped || (fault.kind() == LedgerFault.Kind.AWAY && !uncertain)) {
          return group;
        }
        if (fault.kind() != LedgerFault.Kind.CONFLICT || failures > CONFLICT_REPEATS) {
          pause.accept(failures);
        }
      }
    }
  }

  private void send(List<LedgerWork> group, Sink sink) throws LedgerFault {
    List<LedgerRow> rows = new ArrayList<>();
    group.forEach(work -> rows.addAll(work.rows()));
    long start = System.nanoTime();
    boolean again = group.stream().anyMatch(LedgerWork::isTried);
    group.forEach(LedgerWork::tried);
    Map<UUID, HoldVerdict> verdicts = new HashMap<>();
    sink.write(rows, again).forEach(verdict -> verdicts.put(verdict.hold(), verdict));
    watch.wrote(rows.size(), Duration.ofNanos(System.nanoTime() - start));
    group.forEach(work -> work.committed(verdicts));
    if (failures > 0) {
      LOG.log(
          System.Logger.Level.INFO, "The ledger is written again after {0} failures.", failures);
      failures = 0;
    }
  }

  /** One row is at fault; its neighbours are written without it, in their order. */
  private List<LedgerWork> rejected(List<LedgerWork> group, LedgerFault fault, Sink sink) {
    if (group.size() == 1) {
      LedgerWork work = group.getFirst();
      // The rows hold ids, counts and amounts, so they can be booked by hand from this line.
      LOG.log(System.Logger.Level.ERROR, "The ledger refuses rows: " + work.rows(), fault);
      work.rejected(fault);
      return List.of();
    }
    for (int at = 0; at < group.size(); at++) {
      if (!write(List.of(group.get(at)), sink).isEmpty()) {
        return group.subList(at, group.size());
      }
    }
    return List.of();
  }

  private void failed(LedgerFault fault) {
    failures++;
    if (failures == 1) {
      LOG.log(System.Logger.Level.WARNING, "The ledger cannot be written.", fault);
    }
  }

  private List<LedgerWork> take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        // The container is stopping its threads; what waits is still to be written.
        end();
      }
    }
  }

  /** 20 ms, doubled each time up to 2.6 s; while ending, never more than 100 ms. */
  private void pauseAfter(int failuresInARow) {
    long millis = FIRST_PAUSE_MS << Math.min(failuresInARow - 1, MOST_DOUBLINGS);
    try {
      if (ending.await(millis, TimeUnit.MILLISECONDS)) {
        TimeUnit.MILLISECONDS.sleep(Math.min(millis, 100));
      }
    } catch (InterruptedException e) {
      end();
    }
  }
}
