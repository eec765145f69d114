package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fusion.EngineScene.MARK;
import static dev.quorate.fusion.WebScene.asks;
import static dev.quorate.fusion.WebScene.asksSaying;
import static dev.quorate.fusion.WebScene.results;
import static dev.quorate.fusion.WebScene.search;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.plan.FusionTool;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.WebUse;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.Turn;
import dev.quorate.websearch.WebSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges that ask the web. */
class WebJudgeTest {
  private static final String JUDGE = "acme/judge";
  private static final String COMPARED = "{\"consensus\":[\"It is 42.\"]}";

  private final WebScene scene = new WebScene();
  private final List<String> told = new ArrayList<>();
  private final List<FusionResult> ended = new ArrayList<>();

  private RunOutcome run(PlanBuilder plan) {
    RunOutcome outcome = scene.engine.run(plan);
    scene.assertLedgerIsWhole(outcome);
    return outcome;
  }

  private static String text(RunOutcome outcome) {
    return ((Ending.Answer) outcome.ending()).text();
  }

  /** From here on somebody follows the answer. */
  private void follow() {
    RunListener listener =
        new RunListener() {
          @Override
          public void on(RunEvent event) {
            synchronized (told) {
              if (event instanceof RunEvent.AnswerPiece(AnswerDelta.Text piece)) {
                told.add(piece.text());
              }
              if (event instanceof RunEvent.FusionEnded(FusionResult result)) {
                ended.add(result);
              }
            }
          }

          @Override
          public boolean wantsPanelTexts() {
            return false;
          }
        };
    scene.engine.control = new RunControl(listener, new RunCancellation());
  }

  @Test
  void aJudgeAsksTheWebAndItsLastTextIsTheAnswer() {
    scene.models.on(JUDGE, asksSaying("I will check.", search("c", "moon")), answer("Checked: 42"));
    follow();

    RunOutcome outcome = run(scene.aWebPlan(8));

    assertThat(text(outcome)).isEqualTo("Checked: 42");
    assertThat(told).containsExactly("Checked: 42");
    assertThat(outcome.judging().judge()).hasSize(1);
    assertThat(outcome.reasons()).isEmpty();
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertThat(scene.lines(CallRole.WEB_SEARCH).getFirst().call().panelIndex()).isNull();
    assertThat(outcome.sources())
        .containsExactly(new WebSource("https://example.org/moon", "About moon"));
    assertThat(results(scene.sentTo(JUDGE).getLast()).get("c")).contains("<web_result_" + MARK);
  }

  @Test
  void onlyTheCallWithoutAChoiceIsStreamedWhileItComes() {
    scene.models.on(JUDGE, asks(search("c", "moon")), answer("Checked: 42"));
    follow();
    List<String> streamed = new ArrayList<>();
    ModelCaller watched =
        (request, first, journal, terms) -> {
          if (first.call().role() == CallRole.JUDGE) {
            streamed.add(request.tools().choice() + " " + (terms.sink() != null));
          }
          return scene.models.call(request, first, journal, terms);
        };

    RunOutcome outcome = scene.engine.run(scene.aWebPlan(1).build(), watched);

    assertThat(streamed).containsExactly(ToolChoice.AUTO + " false", ToolChoice.NONE + " true");
    assertThat(String.join("", told)).isEqualTo(text(outcome)).isEqualTo("Checked: 42");
  }

  @Test
  void aRetryGoesOnWhereTheJudgeStood() {
    scene.models.on(
        JUDGE,
        asks(search("c", "moon")),
        failure(FailureKind.UNREACHABLE, null),
        answer("Second try"));

    RunOutcome outcome = run(scene.aWebPlan(8));
    List<ScriptedCaller.Sent> sent = scene.sentTo(JUDGE);

    assertThat(text(outcome)).isEqualTo("Second try");
    assertThat(outcome.reasons()).containsExactly(Judge.RETRIED);
    assertThat(scene.web.asked()).containsExactly("moon");
    assertThat(sent).extracting(one -> one.call().step()).containsExactly(0, 1, 1);
    assertThat(sent).extracting(one -> one.call().attempt()).containsExactly(0, 0, 1);
    assertThat(results(sent.getLast())).containsKey("c");
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
  }

  @Test
  void aComparisonIsRepairedWithoutTheWebAndTheWriterHasNone() {
    scene.models.on(
        JUDGE,
        asks(search("c", "moon")),
        answer("I would rather talk."),
        answer(COMPARED),
        answer("Written."));

    RunOutcome outcome = run(scene.aWebPlan(8).mode(Mode.ANALYSIS));
    List<ScriptedCaller.Sent> sent = scene.sentTo(JUDGE);

    assertThat(text(outcome)).isEqualTo("Written.");
    assertThat(outcome.reasons()).containsExactly("judge_not_valid_json");
    assertThat(sent)
        .extracting(one -> one.request().tools().isEmpty())
        .containsExactly(false, false, true, true);
    assertThat(sent.getLast().call().role()).isEqualTo(CallRole.WRITER);
    assertThat(outcome.judging().analysis()).isNotNull();
  }

  @Test
  void inATurnTheOuterModelHasNoWebAndItsItemNamesTheSources() {
    Turn.ToolCall fusion = new Turn.ToolCall("f", FusionTool.NAME, "{}");
    scene.models.on("acme/outer", asks(fusion), answer("Done."));
    scene.models.on("acme/beta", asks(search("c", "moon")), answer("Beta's view"));
    scene.models.answers(JUDGE, COMPARED);
    follow();

    RunOutcome outcome =
        run(scene.aWebPlan(8).inATurn().withWeb(new WebUse(scene.engine.web.tools(), 8, true)));

    assertThat(text(outcome)).isEqualTo("Done.");
    assertThat(outcome.reasons()).containsExactly("web_unavailable");
    assertThat(outcome.sources()).hasSize(1);
    assertThat(ended.getFirst().sources()).isEqualTo(outcome.sources());
    assertThat(outcome.waste()).isEqualTo(Money.ZERO);
    assertThat(scene.sentTo("acme/outer").getLast().request().tools().tools()).hasSize(1);
    assertThat(results(scene.sentTo("acme/outer").getLast()).get("f")).doesNotContain("sources");
  }
}
