package dev.quorate.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sandbox judge returns where a comparison or a choice is wanted as JSON. */
final class JudgeJsons {
  private static final int MAX_SENTENCES = 40;

  private JudgeJsons() {}

  /** The object for a schema's name, null for any other schema. */
  static @Nullable Map<String, Object> of(@Nullable String schema, List<String> answers) {
    return switch (schema) {
      case "fusion_analysis" -> analysis(answers);
      case "fusion_choice" -> Map.of("choice", "A", "why", "It comes first.");
      case null, default -> null;
    };
  }

  private static Map<String, Object> analysis(List<String> answers) {
    List<Set<String>> said = answers.stream().map(JudgeJsons::sentences).toList();
    List<Object> stances = new ArrayList<>();
    List<Object> insights = new ArrayList<>();
    Set<String> shared = new LinkedHashSet<>();
    for (int index = 0; index < said.size(); index++) {
      String label = String.valueOf((char) ('A' + index));
      String first = said.get(index).stream().findFirst().orElse("");
      stances.add(Map.of("model", label, "stance", first));
      for (String sentence : said.get(index)) {
        long saying = said.stream().filter(one -> one.contains(sentence)).count();
        if (saying > 1) {
          shared.add(sentence);
        } else if (!sentence.equals(first)) {
          insights.add(Map.of("model", label, "insight", sentence));
        }
      }
    }
    Map<String, Object> analysis = new LinkedHashMap<>();
    analysis.put("consensus", List.copyOf(shared));
    analysis.put(
        "contradictions",
        answers.size() < 2
            ? List.of()
            : List.of(Map.of("topic", "How to look at it", "stances", stances)));
    analysis.put("partial_coverage", List.of());
    analysis.put("unique_insights", insights);
    analysis.put("blind_spots", List.of("Nobody says what it costs to wait."));
    return analysis;
  }

  private static Set<String> sentences(String answer) {
    Set<String> sentences = new LinkedHashSet<>();
    for (String sentence : answer.strip().split("(?<=[.!?])\\s+", MAX_SENTENCES)) {
      if (!sentence.isBlank()) {
        sentences.add(sentence.strip());
      }
    }
    return sentences;
  }
}
