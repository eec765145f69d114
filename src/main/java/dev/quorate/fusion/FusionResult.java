package dev.quorate.fusion;

import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.upstream.CallResult;
import dev.quorate.websearch.WebSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the fusion tool gives back to the outer model, and the caller sees of it.
 *
 * @param answers every seat
 * @param analysis null when the judge made none
 * @param failureReason why there is nothing to give back, null when there is
 * @param sources pages that panel and judge were shown; for the caller, not for the outer model
 */
public record FusionResult(
    List<PanelAnswer> answers,
    @Nullable Analysis analysis,
    @Nullable String failureReason,
    List<WebSource> sources) {
  public FusionResult {
    answers = List.copyOf(answers);
    sources = List.copyOf(sources);
  }

  /** A second fusion within one turn. */
  static FusionResult capped() {
    return new FusionResult(List.of(), null, "fusion_invocation_capped", List.of());
  }

  /** With every text as it is. */
  public Map<String, Object> tree() {
    return tree((seat, text) -> text);
  }

  /**
   * @param shown an answer's text as its reader may see it
   */
  Map<String, Object> tree(BiFunction<Integer, String, String> shown) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (failureReason != null) {
      tree.put("status", "error");
      tree.put("error", sentence(failureReason));
      tree.put("failure_reason", failureReason);
      return tree;
    }
    tree.put("status", "ok");
    if (analysis != null) {
      tree.put("analysis", AnalysisText.tree(analysis));
    }
    tree.put("responses", responses(shown));
    tree.put("failed_models", failed());
    return tree;
  }

  private static String sentence(String reason) {
    return reason.equals("fusion_invocation_capped")
        ? "Fusion was asked already in this turn. Answer from its result."
        : "No model of the panel gave a usable answer. Answer yourself.";
  }

  /** The usable answers, each with its model. */
  public List<Map<String, Object>> responses() {
    return responses((seat, text) -> text);
  }

  private List<Map<String, Object>> responses(BiFunction<Integer, String, String> shown) {
    List<Map<String, Object>> responses = new ArrayList<>();
    for (PanelAnswer answer : answers) {
      if (answer instanceof PanelAnswer.Usable usable) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("model", usable.seat().call().model().slug().value());
        one.put("content", shown.apply(usable.seat().index(), usable.text()));
        responses.add(one);
      }
    }
    return responses;
  }

  /** The models without a usable answer, and why. */
  public List<Map<String, Object>> failed() {
    List<Map<String, Object>> failed = new ArrayList<>();
    for (PanelAnswer answer : answers) {
      if (answer instanceof PanelAnswer.Dropped dropped) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("model", dropped.seat().call().model().slug().value());
        one.put("error", dropped.reason().wire());
        if (dropped.report().result() instanceof CallResult.Failed call && call.status() != null) {
          one.put("status_code", call.status());
        }
        failed.add(one);
      }
    }
    return failed;
  }

  @Override
  public String toString() {
    return "FusionResult[" + answers.size() + " seats]";
  }
}
