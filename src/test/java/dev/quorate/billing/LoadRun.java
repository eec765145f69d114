package dev.quorate.billing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of many callers who repeat one piece of work, and what it came to.
 *
 * @param perSecond pieces of work done
 * @param p50 of what the work itself timed
 * @param p99 of what the work itself timed
 */
record LoadRun(double perSecond, Duration p50, Duration p99) {
  private static final int RUNS = Integer.getInteger("soak.rate.runs", 5);
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("soak.rate.seconds", 10));

  /** What a caller repeats; returns the nanoseconds that count. */
  interface Work {
    long once() throws Exception;
  }

  /**
   * A run that counts for nothing, then {@link #RUNS} that do; prints each and their median.
   *
   * @param period each caller begins at most once in it; null for no pause
   * @param works asked once by each caller
   */
  static void report(String what, int callers, @Nullable Duration period, Callable<Work> works)
      throws Exception {
    List<Work> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      all.add(works.call());
    }
    run(all, period);
    List<LoadRun> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(run(all, period));
    }
    System.out.printf(
        "%s: median %,.0f/s, p50 %.1f ms, p99 %.1f ms  (%s)%n",
        what,
        median(runs.stream().mapToDouble(LoadRun::perSecond).toArray()),
        median(runs.stream().mapToDouble(run -> millis(run.p50())).toArray()),
        median(runs.stream().mapToDouble(run -> millis(run.p99())).toArray()),
        String.join("; ", runs.stream().map(LoadRun::toString).toList()));
  }

  private static LoadRun run(List<Work> works, @Nullable Duration period) throws Exception {
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> parts = new ArrayList<>();
      for (Work work : works) {
        parts.add(threads.submit(() -> repeat(work, period, start + LENGTH.toNanos())));
      }
      LongStream.Builder took = LongStream.builder();
      for (Future<long[]> part : parts) {
        Arrays.stream(part.get()).forEach(took);
      }
      long[] sorted = took.build().sorted().toArray();
      return new LoadRun(
          sorted.length * 1e9 / (System.nanoTime() - start),
          Duration.ofNanos(sorted[sorted.length / 2]),
          Duration.ofNanos(sorted[sorted.length * 99 / 100]));
    }
  }

  private static long[] repeat(Work work, @Nullable Duration period, long end) throws Exception {
    LongStream.Builder took = LongStream.builder();
    long next = System.nanoTime();
    if (period != null) {
      next += ThreadLocalRandom.current().nextLong(period.toNanos());
    }
    while (System.nanoTime() < end) {
      if (period != null) {
        LockSupport.parkNanos(next - System.nanoTime());
        next += period.toNanos();
      }
      took.add(work.once());
    }
    return took.build().toArray();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  @Override
  public String toString() {
    return "%,.0f/s, %.1f, %.1f".formatted(perSecond, millis(p50), millis(p99));
  }
}
