package dev.quorate.websearch.attempt;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The room's few platform threads. A look-up holds its thread in native code, so pages have threads
 * of their own for it: a name whose servers are slow on purpose must not keep an engine from being
 * found.
 */
@Singleton
public final class WebThreads implements AutoCloseable {
  private static final int PAGE_LOOKERS = 8;
  private static final int ENGINE_LOOKERS = 2;
  private static final int WAITING_LOOKUPS = 128;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("quorate-web-deadlines"));
  private final ThreadPoolExecutor pageLookers = lookers(PAGE_LOOKERS, "quorate-web-pages-");
  private final ThreadPoolExecutor engineLookers = lookers(ENGINE_LOOKERS, "quorate-web-engines-");

  public WebThreads() {
    // Nearly every deadline is cancelled long before it is due; the queue must not keep them.
    timer.setRemoveOnCancelPolicy(true);
  }

  private static ThreadPoolExecutor lookers(int threads, String name) {
    ThreadPoolExecutor lookers =
        new ThreadPoolExecutor(
            threads,
            threads,
            60,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_LOOKUPS),
            daemons(name));
    lookers.allowCoreThreadTimeOut(true);
    return lookers;
  }

  private static ThreadFactory daemons(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).factory();
  }

  /** Holds deadlines. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** Look up the names of pages. */
  public ExecutorService pageLookers() {
    return pageLookers;
  }

  /** Look up the names of engines. */
  public ExecutorService engineLookers() {
    return engineLookers;
  }

  @Override
  @PreDestroy
  public void close() {
    timer.shutdownNow();
    pageLookers.shutdownNow();
    engineLookers.shutdownNow();
  }
}
