package dev.quorate.fusion.plan;

import dev.quorate.kernel.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run with every default in place and every rule checked.
 *
 * @param minAnswers 1 ≤ min ≤ quorum
 * @param quorum ≤ panel size
 * @param deadline for the whole run, above zero
 */
record FusionLimits(int minAnswers, int quorum, Duration grace, Duration deadline) {
  static final int MAX_PANEL = 8;

  /** For a direct call, which has no field for it. */
  static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(3);

  private static final int DEFAULT_GRACE_MS = 8_000;
  private static final int MAX_MS = 600_000;
  private static final Duration MAX_JUDGE_SLICE = Duration.ofSeconds(60);

  static FusionLimits of(FusionAsk ask) {
    int panel = ask.analysisModels().size();
    int quorum = within("fusion.quorum", ask.quorum(), panel, 1, panel);
    int minAnswers = within("fusion.min_answers", ask.minAnswers(), 1, 1, panel);
    if (minAnswers > quorum) {
      throw ErrorCode.INVALID_VALUE.because(
          "fusion.min_answers",
          "fusion.min_answers (" + minAnswers + ") exceeds fusion.quorum (" + quorum + ").");
    }
    int graceMs = within("fusion.grace_ms", ask.graceMs(), DEFAULT_GRACE_MS, 0, MAX_MS);
    return new FusionLimits(minAnswers, quorum, Duration.ofMillis(graceMs), deadline(ask));
  }

  /** The whole run's time. */
  static Duration deadline(FusionAsk ask) {
    int defaultMs = Math.toIntExact(DEFAULT_DEADLINE.toMillis());
    return Duration.ofMillis(within("fusion.deadline_ms", ask.deadlineMs(), defaultMs, 1, MAX_MS));
  }

  private static int within(
      String param, @Nullable Integer given, int otherwise, int least, int most) {
    int value = Objects.requireNonNullElse(given, otherwise);
    if (value < least || value > most) {
      throw ErrorCode.INVALID_VALUE.because(
          param, param + " must be from " + least + " to " + most + ", not " + value + ".");
    }
    return value;
  }

  /** What the panel leaves the judge of the run's time: a third, at most a minute. */
  Duration judgeSlice() {
    Duration third = deadline.dividedBy(3);
    return third.compareTo(MAX_JUDGE_SLICE) < 0 ? third : MAX_JUDGE_SLICE;
  }
}
