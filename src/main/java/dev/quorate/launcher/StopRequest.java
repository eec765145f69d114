package dev.quorate.launcher;

import dev.quorate.process.StopSignals;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM: the gateway stops in order, a second one of the same kind at once. Maven,
 * when it is ended by a signal of its own, leaves what it started alone; the launcher follows it.
 */
final class StopRequest implements StopSignals.Listener {
  private final Gateway gateway;
  private final Console console;
  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

  private StopRequest(Gateway gateway, Console console) {
    this.gateway = gateway;
    this.console = console;
  }

  /** From now on a signal stops the gateway in order; the exit status is then 0. */
  static StopRequest watch(Gateway gateway, Console console) {
    StopRequest request = new StopRequest(gateway, console);
    boolean ignored = StopSignals.take(request);
    // Where signals cannot be had they end in this; so does whatever else ends the Java machine.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(request::stopInOrder));
    if (Boolean.getBoolean("quorate.launcher.ends-with-parent")) {
      ProcessHandle.current().parent().ifPresent(request::endWith);
    }
    return request;
  }

  private void endWith(ProcessHandle parent) {
    CompletableFuture<Void> ignored = parent.onExit().thenRun(this::stopInOrder);
  }

  @Override
  public void stop(String signal) {
    stopInOrder();
  }

  @Override
  public void stopNow(String signal) {
    console.say("Stopping at once …");
    gateway.stopAtOnce();
  }

  private void stopInOrder() {
    if (!state.compareAndSet(State.WATCHING, State.ASKED)) {
      return;
    }
    console.say(
        "\nStopping: running requests end first, at most "
            + gateway.drain().toSeconds()
            + " s; once more stops at once …");
    gateway.stop();
    console.say("Stopped.");
    // The machine's own status would be 130 or 143, and Maven would call a wanted stop a failure.
    Runtime.getRuntime().halt(0);
  }

  /**
   * When a stop was asked for it also ends the process: waits for that. Else the launcher ends for
   * a reason of its own, and a stop has nothing left to do.
   */
  void awaitEndIfAsked() throws InterruptedException {
    if (!state.compareAndSet(State.WATCHING, State.OVER) && state.get() == State.ASKED) {
      new CountDownLatch(1).await();
    }
  }

  private enum State {
    WATCHING,
    ASKED,
    OVER
  }
}
