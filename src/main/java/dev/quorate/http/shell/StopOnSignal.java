package dev.quorate.http.shell;

import dev.quorate.http.Drain;
import dev.quorate.http.HttpSettings;
import dev.quorate.http.ProcessEnding;
import dev.quorate.process.StopSignals;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * What a signal to stop does to the server: no new work, what runs may end, every room says its
 * last word, and then the container goes, which would give what runs 30 s and no more.
 */
@Singleton
public class StopOnSignal implements StopSignals.Listener {
  private static final System.Logger LOG = System.getLogger(StopOnSignal.class.getName());
  private static final long LOOK_EVERY_MS = 20;

  /** What Java says of itself when SIGTERM ends it. */
  private static final int CUT_SHORT = 143;

  /** The container's own longest stop, and a little more. */
  private static final Duration CONTAINER_STOPS = Duration.ofSeconds(40);

  private final Drain drain;
  private final Duration patience;
  private final Runnable lastWords;
  private final IntConsumer exit;
  private final IntConsumer halt;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private volatile boolean said;

  @Inject
  StopOnSignal(Drain drain, HttpSettings settings, Event<ProcessEnding> ending) {
    this(
        drain,
        settings.drain(),
        () -> ending.fire(new ProcessEnding()),
        StopOnSignal::exit,
        Runtime.getRuntime()::halt);
  }

  /**
   * @param exit ends the process in the container's order
   * @param halt ends it at once
   */
  StopOnSignal(
      Drain drain, Duration patience, Runnable lastWords, IntConsumer exit, IntConsumer halt) {
    this.drain = drain;
    this.patience = patience;
    this.lastWords = lastWords;
    this.exit = exit;
    this.halt = halt;
  }

  void start(@Observes Startup startup) {
    boolean ignored = StopSignals.take(this);
  }

  @Override
  public void stop(String signal) {
    drain.begin();
    LOG.log(
        Level.INFO,
        "SIG{0}: no work is taken any more; {1} requests and runs have {2} s to end.",
        signal,
        drain.left(),
        patience.toSeconds());
    boolean ended = awaitQuiet();
    sayLastWords();
    said = true;
    if (ended) {
      exit.accept(0);
    } else {
      LOG.log(Level.WARNING, "{0} requests and runs were cut off.", drain.left());
      halt.accept(CUT_SHORT);
    }
  }

  /** Does not wait for what runs any more, nor for the container; the last words are brief. */
  @Override
  public void stopNow(String signal) {
    boolean saidBefore = said;
    hurry.countDown();
    if (saidBefore) {
      halt.accept(CUT_SHORT);
    }
  }

  private boolean awaitQuiet() {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (drain.left() > 0 && System.nanoTime() - end < 0) {
        if (hurry.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return drain.left() == 0;
  }

  /** A room that fails at it must not keep the process alive. */
  private void sayLastWords() {
    try {
      lastWords.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A room could not say its last word.", e);
    }
  }

  /** Everything of ours is over by now, so a container that does not end is not waited for. */
  private static void exit(int status) {
    Thread.ofPlatform()
        .daemon()
        .name("quorate-exit")
        .start(() -> {
          try {
            Thread.sleep(CONTAINER_STOPS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(status);
        });
    System.exit(status);
  }
}
