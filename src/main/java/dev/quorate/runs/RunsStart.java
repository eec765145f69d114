package dev.quorate.runs;

import dev.quorate.database.DatabaseReady;
import dev.quorate.http.ProcessEnding;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The room's life in the server: heartbeat, looking for runs to stop, and the sweep. */
@Singleton
class RunsStart {
  private static final System.Logger LOG = System.getLogger(RunsStart.class.getName());

  /** A sweep that takes long, or a database that does, must not delay a beat. */
  private static final int THREADS = 3;

  private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

  private final NodeWatch nodes;
  private final RunWatches watches;
  private final Sweep sweep;
  private final RunsSettings settings;
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("quorate-runs-", 0).factory());

  private boolean stopped;

  @Inject
  RunsStart(NodeWatch nodes, RunWatches watches, Sweep sweep, RunsSettings settings) {
    this.nodes = nodes;
    this.watches = watches;
    this.sweep = sweep;
    this.settings = settings;
  }

  void start(@Observes @Priority(400) DatabaseReady ready) {
    nodes.beat(); // before the first run
    repeat("heartbeat", nodes::beat, settings.heartbeat(), settings.heartbeat());
    repeat("look for cancels", watches::poll, settings.cancelPoll(), settings.cancelPoll());
    Duration interval = settings.sweepInterval();
    Duration first = interval.compareTo(FIRST_SWEEP) < 0 ? interval : FIRST_SWEEP;
    repeat("sweep", sweep::run, first, interval);
  }

  private void repeat(String name, Runnable task, Duration first, Duration pause) {
    RepeatedTask repeated = new RepeatedTask(name, task);
    var _ =
        scheduler.scheduleWithFixedDelay(
            repeated, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** After whoever runs runs has ended them, and before the database closes. */
  void stop(@Observes @Priority(1_000_000) Shutdown shutdown) {
    stop();
  }

  void stop(@Observes @Priority(900) ProcessEnding ending) {
    stop();
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    scheduler.shutdownNow();
    try {
      nodes.leave();
    } catch (RuntimeException e) {
      // The other nodes, or this one's next start, find them after a while.
      LOG.log(System.Logger.Level.WARNING, "Runs that did not end could not be marked.", e);
    }
  }

  @PreDestroy
  void end() {
    scheduler.shutdownNow();
  }
}
