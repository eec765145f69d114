package dev.quorate.fusion.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a judge returned, leniently where the meaning is plain: prose or a code fence around
 * the object, trailing commas, absent lists. Labels become voices; one nobody has is left out.
 */
public final class JudgeJson {
  public static final String NOT_JSON = "judge_not_valid_json";
  public static final String MISMATCH = "judge_schema_mismatch";

  private static final int MAX_ITEMS = 100;
  private static final int MAX_DEPTH = 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private final List<Voice> voices;

  /**
   * @param voices by label: A is the first
   */
  public JudgeJson(List<Voice> voices) {
    this.voices = List.copyOf(voices);
  }

  /** The comparison. All five lists may be absent, but not all at once. */
  public Verdict<Analysis> analysis(String text) {
    JsonNode object = object(text);
    if (object == null) {
      return notJson();
    }
    boolean none = AnalysisSchema.KEYS.stream().noneMatch(key -> object.path(key).isArray());
    if (none) {
      return new Verdict.Unreadable<>(
          MISMATCH, "None of the keys " + String.join(", ", AnalysisSchema.KEYS) + " is a list.");
    }
    return new Verdict.Said<>(
        new Analysis(
            texts(object.path("consensus"), "point"),
            contradictions(object.path("contradictions")),
            coverage(object.path("partial_coverage")),
            insights(object.path("unique_insights")),
            texts(object.path("blind_spots"), "point")));
  }

  /** The seat whose answer is chosen. */
  public Verdict<Voice> choice(String text) {
    JsonNode object = object(text);
    if (object == null) {
      return notJson();
    }
    Voice voice = voice(object.path("choice"));
    return voice == null
        ? new Verdict.Unreadable<>(MISMATCH, "\"choice\" is not the label of an answer.")
        : new Verdict.Said<>(voice);
  }

  private static <T> Verdict<T> notJson() {
    return new Verdict.Unreadable<>(NOT_JSON, "That is not a JSON object.");
  }

  private static @Nullable JsonNode object(String text) {
    int start = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (start < 0 || end < start) {
      return null;
    }
    try {
      JsonNode node = MAPPER.readTree(text.substring(start, end + 1));
      return node.isObject() ? node : null;
    } catch (JacksonException malformed) {
      return null;
    }
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      String text = item.isObject() ? item.path(member).asString("") : item.asString("");
      if (!text.isBlank() && texts.size() < MAX_ITEMS) {
        texts.add(text.strip());
      }
    }
    return texts;
  }

  private List<Analysis.Contradiction> contradictions(JsonNode list) {
    List<Analysis.Contradiction> found = new ArrayList<>();
    for (JsonNode item : list) {
      String topic = item.path("topic").asString("").strip();
      List<Analysis.Stance> stances = new ArrayList<>();
      for (JsonNode stance : item.path("stances")) {
        Voice voice = voice(stance.path("model"));
        if (voice != null && stances.size() < MAX_ITEMS) {
          stances.add(new Analysis.Stance(voice, stance.path("stance").asString("").strip()));
        }
      }
      if (!topic.isEmpty() && found.size() < MAX_ITEMS) {
        found.add(new Analysis.Contradiction(topic, stances));
      }
    }
    return found;
  }

  private List<Analysis.Coverage> coverage(JsonNode list) {
    List<Analysis.Coverage> found = new ArrayList<>();
    for (JsonNode item : list) {
      List<Voice> covering = new ArrayList<>();
      for (JsonNode model : item.path("models")) {
        Voice voice = voice(model);
        if (voice != null) {
          covering.add(voice);
        }
      }
      String point = item.path("point").asString("").strip();
      if (!point.isEmpty() && found.size() < MAX_ITEMS) {
        found.add(new Analysis.Coverage(covering, point));
      }
    }
    return found;
  }

  private List<Analysis.Insight> insights(JsonNode list) {
    List<Analysis.Insight> found = new ArrayList<>();
    for (JsonNode item : list) {
      Voice voice = voice(item.path("model"));
      String insight = item.path("insight").asString("").strip();
      if (voice != null && !insight.isEmpty() && found.size() < MAX_ITEMS) {
        found.add(new Analysis.Insight(voice, insight));
      }
    }
    return found;
  }

  /** {@code B}, {@code answer B}, {@code Answer_B}: the last letter that stands alone. */
  private @Nullable Voice voice(JsonNode label) {
    String text = label.asString("").strip().toUpperCase(Locale.ROOT);
    String letter = text.substring(Math.max(0, text.length() - 1));
    boolean alone =
        text.length() == 1
            || (text.length() > 1 && !Character.isLetterOrDigit(text.charAt(text.length() - 2)));
    int index = letter.isEmpty() || !alone ? -1 : letter.charAt(0) - 'A';
    return index >= 0 && index < voices.size() ? voices.get(index) : null;
  }
}
