package dev.quorate.upstream;

import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.request.ModelRequest;

/** The door to the providers, as fusion sees it. */
@FunctionalInterface
public interface ModelCaller {
  /**
   * Calls the intent's model: once, and where that is safe and there is time again, at its next
   * provider or once more at the last. Blocks the calling virtual thread until the answer, a
   * failure, the deadline or a cancel. Every attempt is settled in the journal before this returns,
   * and the sink of the terms gets nothing after that.
   *
   * @param first spent by the first attempt; a retry asks the journal for its own
   * @return never throws for anything a provider or the network does
   */
  CallReport call(
      ModelRequest request, CommittedIntent first, CallJournal journal, CallTerms terms);
}
