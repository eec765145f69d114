package dev.quorate.fusion;

import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of the judge and, where there is one, its writer. */
sealed interface Judgement {
  /**
   * The calls that were made.
   *
   * @param judge the last one is the judgement's; may be empty: the ledger could not commit the
   *     first
   * @param writer empty where the judge itself writes or nobody came to it
   */
  record Work(List<CallReport> judge, List<CallReport> writer, Duration took) {
    static final Work NONE = new Work(List.of(), List.of(), Duration.ZERO);

    static Work judge(List<CallReport> calls, Duration took) {
      return new Work(calls, List.of(), took);
    }

    Work then(List<CallReport> writing, Duration longer) {
      return new Work(judge, writing, took.plus(longer));
    }
  }

  /** The answer needs no judge: it is the only one, and the caller asked for none then. */
  record NotDue() implements Judgement {}

  /**
   * The judge or its writer wrote the final answer.
   *
   * @param reasons what was retried or repaired on the way; wire words
   * @param analysis what a writer wrote from; null in a synthesis, and when it was not to be had
   */
  record Given(
      Work work,
      String text,
      FinishReason finish,
      List<String> reasons,
      @Nullable Analysis analysis)
      implements Judgement {
    @Override
    public String toString() {
      return "Given[" + text.length() + " chars, " + finish + "]";
    }
  }

  /** The judge chose this answer. */
  record Chosen(Work work, PanelAnswer.Usable answer, List<String> reasons) implements Judgement {}

  /**
   * One was due and did not come.
   *
   * @param reasons wire words
   * @param begun its first words are with the client: no other answer can stand in
   */
  record Missing(Work work, List<String> reasons, boolean begun) implements Judgement {}
}
