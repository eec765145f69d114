package dev.quorate.fusion.analysis;

/** What came of reading a judge's JSON. */
public sealed interface Verdict<T> {
  /** It says this. */
  record Said<T>(T value) implements Verdict<T> {}

  /**
   * It cannot be read.
   *
   * @param reason {@code judge_not_valid_json} or {@code judge_schema_mismatch}
   * @param complaint what is wrong, for the judge's second attempt
   */
  record Unreadable<T>(String reason, String complaint) implements Verdict<T> {}
}
