package dev.quorate.upstream;

/** What only this room may do with a cancellation, opened for the fakes of other rooms' tests. */
public final class Cancellations {
  private Cancellations() {}

  /** Runs the action when the call is given up, at once when it already was. */
  public static void whenCancelled(Cancellation cancellation, Runnable action) {
    cancellation.onCancel(action);
  }
}
