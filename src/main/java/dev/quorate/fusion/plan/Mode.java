package dev.quorate.fusion.plan;

import dev.quorate.fusion.prompt.JudgeTask;
import java.util.Locale;

/** What becomes of the panel's answers. */
public enum Mode {
  /** The judge writes the one answer. */
  SYNTHESIS,
  /** The judge compares, in JSON; a writer writes the answer from that. */
  ANALYSIS,
  /** The judge chooses, and the chosen answer is returned word for word. */
  BEST_OF;

  /** What the judge is asked. */
  public JudgeTask task() {
    return switch (this) {
      case SYNTHESIS -> JudgeTask.SYNTHESIS;
      case ANALYSIS -> JudgeTask.ANALYSIS;
      case BEST_OF -> JudgeTask.BEST_OF;
    };
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
