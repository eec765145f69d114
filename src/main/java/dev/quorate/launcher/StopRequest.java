package dev.quorate.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM: both end the Java machine in its own way, and this hooks into that. Maven,
 * when it is ended by a signal of its own, leaves what it started alone; the launcher follows it.
 */
final class StopRequest {
  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

  private StopRequest() {}

  /** From now on a signal stops the gateway in order; the exit status is then 0. */
  static StopRequest watch(Gateway gateway, Console console) {
    StopRequest request = new StopRequest();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("stop").unstarted(() -> request.onExit(gateway, console)));
    if (Boolean.getBoolean("quorate.launcher.ends-with-parent")) {
      ProcessHandle.current().parent().ifPresent(StopRequest::endWith);
    }
    return request;
  }

  private static void endWith(ProcessHandle parent) {
    CompletableFuture<Void> ignored = parent.onExit().thenRun(() -> System.exit(0));
  }

  boolean wasAsked() {
    return state.get() == State.ASKED;
  }

  private void onExit(Gateway gateway, Console console) {
    if (!state.compareAndSet(State.WATCHING, State.ASKED)) {
      return;
    }
    console.say("\nStopping: the server first, then the database …");
    gateway.stop();
    console.say("Stopped.");
    // The machine's own status would be 130 or 143, and Maven would call a wanted stop a failure.
    Runtime.getRuntime().halt(0);
  }

  /** The launcher ends for a reason of its own: the hook has nothing left to do. */
  void cancel() {
    state.compareAndSet(State.WATCHING, State.OVER);
  }

  private enum State {
    WATCHING,
    ASKED,
    OVER
  }
}
