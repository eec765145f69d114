package dev.quorate.runs;

import dev.quorate.runs.finished.FusionRows;
import dev.quorate.runs.idempotency.KeyRows;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.IntSupplier;

/** Deletes what has expired, a little at a time, so that no transaction is long. */
@Singleton
class Sweep {
  /** Responses a transaction; each may have thousands of events. */
  static final int BATCH = 50;

  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  private final ResponseRows rows;
  private final KeyRows keys;
  private final FusionRows fusions;
  private final Clock clock;

  @Inject
  Sweep(ResponseRows rows, KeyRows keys, FusionRows fusions, Clock clock) {
    this.fusions = fusions;
    this.rows = rows;
    this.keys = keys;
    this.clock = clock;
  }

  void run() {
    int deleted = inBatches(() -> rows.deleteExpired(clock.instant(), BATCH));
    int others = inBatches(() -> keys.deleteExpired(BATCH));
    others += inBatches(() -> fusions.deleteExpired(clock.instant(), BATCH));
    if (deleted + others > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} expired responses, {1} runs and idempotency keys deleted.",
          deleted,
          others);
    }
  }

  private static int inBatches(IntSupplier delete) {
    int deleted = 0;
    int batch;
    do {
      batch = delete.getAsInt();
      deleted += batch;
    } while (batch >= BATCH && !Thread.currentThread().isInterrupted());
    return deleted;
  }
}
