package dev.quorate.runs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says that this node lives, and fails the runs of nodes that no longer say so. They are never run
 * again: their calls may have been made, and would be billed twice.
 */
@Singleton
class NodeWatch {
  private static final System.Logger LOG = System.getLogger(NodeWatch.class.getName());

  private final NodeRows rows;
  private final RunNode node;
  private final Duration lostAfter;
  private final LongSupplier nanoTime;

  /** Since when every beat has reached the database; null after one that did not. */
  private @Nullable Long inTouchSince;

  @Inject
  NodeWatch(NodeRows rows, RunNode node, RunsSettings settings) {
    this(rows, node, settings.nodeLostAfter(), System::nanoTime);
  }

  NodeWatch(NodeRows rows, RunNode node, Duration lostAfter, LongSupplier nanoTime) {
    this.rows = rows;
    this.node = node;
    this.lostAfter = lostAfter;
    this.nanoTime = nanoTime;
  }

  /** One beat, and a look at the others. */
  synchronized void beat() {
    try {
      rows.beat(node.id());
    } catch (RuntimeException e) {
      inTouchSince = null;
      throw e;
    }
    long now = nanoTime.getAsLong();
    if (inTouchSince == null) {
      inTouchSince = now;
    }
    // Where the database was away, nobody could beat: the others get the same time as after a beat.
    if (now - inTouchSince >= lostAfter.toNanos()) {
      tell(rows.failLost(lostAfter));
    }
  }

  /** At the end of this node: what it still runs ends with it. */
  synchronized void leave() {
    rows.leave(node.id());
    tell(rows.failLost(lostAfter));
  }

  private static void tell(int failed) {
    if (failed > 0) {
      LOG.log(
          System.Logger.Level.WARNING, "{0} background runs were lost with their node.", failed);
    }
  }
}
