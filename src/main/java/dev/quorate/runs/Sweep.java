package dev.quorate.runs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Deletes what has expired, a little at a time, so that no transaction is long. */
@Singleton
class Sweep {
  /** Responses a transaction; each may have thousands of events. */
  static final int BATCH = 50;

  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  private final ResponseRows rows;
  private final Clock clock;

  @Inject
  Sweep(ResponseRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  void run() {
    int deleted = 0;
    int batch;
    do {
      batch = rows.deleteExpired(clock.instant(), BATCH);
      deleted += batch;
    } while (batch == BATCH && !Thread.currentThread().isInterrupted());
    if (deleted > 0) {
      LOG.log(System.Logger.Level.INFO, "{0} expired responses deleted.", deleted);
    }
  }
}
