package dev.quorate.fusion;

import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.List;

/** What came of the judge. */
sealed interface Judgement {

  /** The answer needs no judge: it is the only one, and the caller asked for none then. */
  record NotDue() implements Judgement {}

  /**
   * The judge wrote the final answer.
   *
   * @param calls the last one is the answer's
   */
  record Given(List<CallReport> calls, Duration took, String text, FinishReason finish)
      implements Judgement {
    boolean retried() {
      return calls.size() > 1;
    }

    @Override
    public String toString() {
      return "Given[" + text.length() + " chars, " + finish + "]";
    }
  }

  /**
   * One was due and did not come.
   *
   * @param calls may be empty: the ledger could not commit the first
   * @param reasons wire words
   * @param begun its first words are with the client: no other answer can stand in
   */
  record Missing(List<CallReport> calls, Duration took, List<String> reasons, boolean begun)
      implements Judgement {}
}
