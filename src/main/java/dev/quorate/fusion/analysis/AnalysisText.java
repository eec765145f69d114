package dev.quorate.fusion.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An analysis as JSON: for the caller with models' names, for a writer's prompt as text. */
public final class AnalysisText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private AnalysisText() {}

  /** All five keys, in their order. */
  public static Map<String, Object> tree(Analysis analysis) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("consensus", analysis.consensus());
    tree.put("contradictions", analysis.contradictions().stream().map(AnalysisText::of).toList());
    List<Object> coverage = new ArrayList<>();
    for (Analysis.Coverage one : analysis.partialCoverage()) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("models", one.voices().stream().map(Voice::text).toList());
      point.put("point", one.point());
      coverage.add(point);
    }
    tree.put("partial_coverage", coverage);
    List<Object> insights = new ArrayList<>();
    for (Analysis.Insight one : analysis.uniqueInsights()) {
      insights.add(said(one.voice(), "insight", one.insight()));
    }
    tree.put("unique_insights", insights);
    tree.put("blind_spots", analysis.blindSpots());
    return tree;
  }

  private static Map<String, Object> of(Analysis.Contradiction contradiction) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("topic", contradiction.topic());
    one.put(
        "stances",
        contradiction.stances().stream()
            .map(stance -> said(stance.voice(), "stance", stance.stance()))
            .toList());
    return one;
  }

  private static Map<String, Object> said(Voice voice, String member, String text) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("model", voice.model().value());
    if (!voice.alone()) {
      said.put("panel_index", voice.panelIndex());
    }
    said.put(member, text);
    return said;
  }

  /** Any tree of maps, lists and texts as JSON text. */
  public static String json(Map<String, Object> tree) {
    return MAPPER.writeValueAsString(tree);
  }
}
