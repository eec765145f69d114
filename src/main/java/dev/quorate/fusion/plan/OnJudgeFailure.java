package dev.quorate.fusion.plan;

/** What becomes of a run whose judge failed twice. */
public enum OnJudgeFailure {
  /** The best panel answer is returned and the run says {@code degraded}. */
  DEGRADE,
  /** The run fails. */
  FAIL
}
