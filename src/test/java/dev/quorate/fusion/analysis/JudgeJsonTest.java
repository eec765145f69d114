package dev.quorate.fusion.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ModelSlug;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeJsonTest {
  private static final Voice A = new Voice(new ModelSlug("acme/alpha"), 1, true);
  private static final Voice B = new Voice(new ModelSlug("acme/beta"), 0, false);

  private final JudgeJson json = new JudgeJson(List.of(A, B));

  private Analysis read(String text) {
    return ((Verdict.Said<Analysis>) json.analysis(text)).value();
  }

  @Test
  void everyKeyIsReadAndLabelsBecomeVoices() {
    Analysis analysis =
        read(
            """
            {"consensus":["one"," "],
             "contradictions":[{"topic":"t","stances":[{"model":"A","stance":"yes"},
               {"model":"answer B","stance":"no"},{"model":"Q","stance":"lost"}]}],
             "partial_coverage":[{"models":["B","A"],"point":"p"}],
             "unique_insights":[{"model":"B","insight":"i"},{"model":"Z","insight":"lost"}],
             "blind_spots":["b"]}\
            """);

    assertThat(analysis.consensus()).containsExactly("one");
    assertThat(analysis.contradictions().getFirst().stances())
        .containsExactly(new Analysis.Stance(A, "yes"), new Analysis.Stance(B, "no"));
    assertThat(analysis.partialCoverage())
        .containsExactly(new Analysis.Coverage(List.of(B, A), "p"));
    assertThat(analysis.uniqueInsights()).containsExactly(new Analysis.Insight(B, "i"));
    assertThat(analysis.blindSpots()).containsExactly("b");
    assertThat(analysis.disagreement()).isEqualByComparingTo("0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"consensus\":[\"one\"]}\n```",
        "Sure! {\"consensus\":[\"one\",]} Hope it helps.",
        "{\"consensus\":[{\"point\":\"one\"}],\"extra\":1}"
      })
  void whatIsPlainlyMeantIsRead(String text) {
    assertThat(read(text).consensus()).containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "{", "{\"consensus\":[", "[1]", "}{"})
  void whatIsNoObjectIsNotJson(String text) {
    assertThat(json.analysis(text)).isInstanceOf(Verdict.Unreadable.class);
    assertThat(((Verdict.Unreadable<?>) json.analysis(text)).reason())
        .isEqualTo(JudgeJson.NOT_JSON);
  }

  @Test
  void anObjectOfAnotherShapeIsAMismatch() {
    assertThat(((Verdict.Unreadable<?>) json.analysis("{\"answer\":\"x\"}")).reason())
        .isEqualTo(JudgeJson.MISMATCH);
    assertThat(((Verdict.Unreadable<?>) json.choice("{\"choice\":\"C\"}")).reason())
        .isEqualTo(JudgeJson.MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "b", " B ", "answer B", "Answer_B"})
  void aChoiceIsALabel(String label) {
    assertThat(json.choice("{\"choice\":\"" + label + "\"}")).isEqualTo(new Verdict.Said<>(B));
  }

  @Test
  void nestingWithoutEndIsNotJson() {
    assertThat(json.analysis("{\"consensus\":" + "[".repeat(10_000) + "}"))
        .isInstanceOf(Verdict.Unreadable.class);
  }

  @Test
  void aModelThatStandsTwiceIsToldWithItsSeat() {
    String text =
        AnalysisText.json(
            AnalysisText.tree(
                read(
                    "{\"unique_insights\":[{\"model\":\"A\",\"insight\":\"x\"},"
                        + "{\"model\":\"B\",\"insight\":\"y\"}]}")));

    assertThat(text)
        .contains("{\"model\":\"acme/alpha\",\"insight\":\"x\"}")
        .contains("{\"model\":\"acme/beta\",\"panel_index\":0,\"insight\":\"y\"}");
  }
}
