package dev.quorate.upstream;

import dev.quorate.kernel.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What one call is made under.
 *
 * @param deadline when its answer is no longer wanted
 * @param cancellation gives it up before that
 * @param sink takes the answer as it comes; null for a call that is not streamed
 */
public record CallTerms(Deadline deadline, Cancellation cancellation, @Nullable AnswerSink sink) {}
