package dev.quorate.fusion;

/**
 * Follows a run, on the threads of its calls: must be quick, must not block, must not throw. An
 * event comes when it happens, so those of panelists come in any order among each other.
 */
public interface RunListener {
  void on(RunEvent event);

  /** Whether it wants the panelists' texts as they come, so that their calls are streamed. */
  boolean wantsPanelTexts();
}
