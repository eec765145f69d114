package dev.quorate.upstream;

import dev.quorate.kernel.TokenUsage;

/** What a provider said about the tokens of a call. An explicit zero is reported, not missing. */
public sealed interface ReportedUsage {

  /** The reported tokens in our buckets, which do not overlap. */
  record Reported(TokenUsage tokens) implements ReportedUsage {}

  /** It said nothing; we count. */
  record Missing() implements ReportedUsage {}

  /** Negative, or too large to be meant: not believed, billed as nothing. */
  record Absurd() implements ReportedUsage {}
}
