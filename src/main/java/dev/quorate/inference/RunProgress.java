package dev.quorate.inference;

import dev.quorate.fusion.PanelAnswer;
import dev.quorate.fusion.RunEvent;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.upstream.CallResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a run as both endpoints tell it.
 *
 * @param name {@code panel.added}, {@code panel.delta}, {@code panel.completed}, {@code
 *     panel.failed}
 * @param fields its members beside the endpoint's own
 * @param textLength characters of model text in it
 */
public record RunProgress(String name, Map<String, @Nullable Object> fields, int textLength) {
  /** Roughly the characters of a comparison. */
  private static final int MUCH = 2_000;

  /**
   * @param withContent whether a panelist's whole text goes along when it has ended
   */
  public static RunProgress of(RunEvent event, boolean withContent) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    return switch (event) {
      case RunEvent.PanelistAdded added -> {
        seat(fields, added.index(), added.model());
        yield new RunProgress("panel.added", fields, 0);
      }
      case RunEvent.PanelistText text -> {
        seat(fields, text.index(), text.model());
        fields.put("delta", text.text());
        yield new RunProgress("panel.delta", fields, text.text().length());
      }
      case RunEvent.PanelistEnded ended -> ended(ended.answer(), withContent, fields);
      case RunEvent.FusionBegun _ -> new RunProgress("in_progress", fields, 0);
      case RunEvent.AnalysisBegun begun -> {
        fields.put("analyst_model", begun.judge().value());
        fields.put("judge_model", begun.judge().value());
        yield new RunProgress("analysis.in_progress", fields, 0);
      }
      case RunEvent.AnalysisEnded ended -> {
        fields.put(
            "analysis", ended.analysis() == null ? null : AnalysisText.tree(ended.analysis()));
        yield new RunProgress("analysis.completed", fields, MUCH);
      }
      case RunEvent.FusionEnded _ -> new RunProgress("completed", fields, 0);
      case RunEvent.AnswerPiece _, RunEvent.AnswerResumed _ ->
          throw new IllegalStateException("a piece of the answer is no progress");
    };
  }

  private static RunProgress ended(
      PanelAnswer answer, boolean withContent, Map<String, @Nullable Object> fields) {
    seat(fields, answer.seat().index(), answer.seat().call().model().slug());
    return switch (answer) {
      case PanelAnswer.Usable usable -> {
        if (withContent) {
          fields.put("content", usable.text());
        }
        yield new RunProgress("panel.completed", fields, withContent ? usable.text().length() : 0);
      }
      case PanelAnswer.Dropped dropped -> {
        fields.put("error", dropped.reason().wire());
        if (dropped.report().result() instanceof CallResult.Failed failed
            && failed.status() != null) {
          fields.put("status_code", failed.status());
        }
        yield new RunProgress("panel.failed", fields, 0);
      }
    };
  }

  private static void seat(Map<String, @Nullable Object> fields, int index, ModelSlug model) {
    fields.put("panel_index", index);
    fields.put("model", model.value());
  }

  /** As the {@code fusion} member of a chunk: the name and the fields. */
  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("event", name);
    body.putAll(fields);
    return body;
  }
}
