package dev.quorate.upstream.attempt;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The room's few platform threads: one that holds deadlines, a handful that look names up. */
public final class Threads implements AutoCloseable {
  private static final int LOOKERS = 8;
  private static final int WAITING_LOOKUPS = 256;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("quorate-deadlines"));
  private final ThreadPoolExecutor lookers =
      new ThreadPoolExecutor(
          LOOKERS,
          LOOKERS,
          60,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING_LOOKUPS),
          daemons("quorate-names-"));

  public Threads() {
    // Nearly every deadline is cancelled long before it is due; the queue must not keep them.
    timer.setRemoveOnCancelPolicy(true);
    lookers.allowCoreThreadTimeOut(true);
  }

  /** Holds deadlines. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** Look names up. */
  public ExecutorService lookers() {
    return lookers;
  }

  private static ThreadFactory daemons(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).factory();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    lookers.shutdownNow();
  }
}
