package dev.quorate.fusion.plan;

import java.util.Locale;

/** What becomes of the panel's answers. */
public enum Mode {
  /** The judge writes the one answer. */
  SYNTHESIS,
  /** The judge compares, in JSON; a writer writes the answer from that. */
  ANALYSIS,
  /** The judge chooses, and the chosen answer is returned word for word. */
  BEST_OF;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
