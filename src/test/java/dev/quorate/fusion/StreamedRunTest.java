package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run that somebody follows. */
class StreamedRunTest {
  private final EngineScene scene = new EngineScene();
  private final List<RunEvent> heard = new ArrayList<>();

  /** Listens, with or without the panelists' texts. */
  private RunCancellation follow(boolean panelTexts) {
    RunCancellation cancellation = new RunCancellation();
    RunListener listener =
        new RunListener() {
          @Override
          public void on(RunEvent event) {
            synchronized (heard) {
              heard.add(event);
            }
          }

          @Override
          public boolean wantsPanelTexts() {
            return panelTexts;
          }
        };
    scene.control = new RunControl(listener, cancellation);
    return cancellation;
  }

  private String said() {
    return heard.stream()
        .filter(RunEvent.AnswerPiece.class::isInstance)
        .map(event -> ((RunEvent.AnswerPiece) event).delta())
        .map(delta -> ((AnswerDelta.Text) delta).text())
        .collect(Collectors.joining());
  }

  private static RunOutcome.Ending.Failure failure(RunOutcome outcome) {
    return (RunOutcome.Ending.Failure) outcome.ending();
  }

  /** A call that says this much and then breaks off. */
  private RunOutcome runWithAJudgeThatSays(String words) {
    return scene.run(
        aPlan().build(),
        (request, intent, journal, terms) -> {
          if (intent.call().role() == CallRole.JUDGE) {
            Objects.requireNonNull(terms.sink()).accept(new AnswerDelta.Text(words));
          }
          return scene.models.call(request, intent, journal, terms);
        });
  }

  @Test
  void thePiecesAreTheJudgesText() {
    follow(false);
    scene.models.answers("acme/judge", "The merged answer.");

    RunOutcome outcome = scene.run(aPlan());

    assertThat(said()).isEqualTo("The merged answer.");
    assertThat(((RunOutcome.Ending.Answer) outcome.ending()).text()).isEqualTo(said());
  }

  @Test
  void everySeatIsToldWhenItBeginsAndWhenItEnds() {
    follow(false);

    scene.run(aPlan());

    assertThat(heard.stream().filter(RunEvent.PanelistAdded.class::isInstance)).hasSize(3);
    assertThat(heard.stream().filter(RunEvent.PanelistEnded.class::isInstance)).hasSize(3);
    assertThat(heard.stream().filter(RunEvent.PanelistText.class::isInstance)).isEmpty();
  }

  @Test
  void panelTextsComeOnlyWhenTheyAreWanted() {
    follow(true);
    scene.models.answers("acme/alpha", "Alpha's view");

    scene.run(aPlan());

    assertThat(heard)
        .contains(
            new RunEvent.PanelistText(
                0, aPlan().build().panel().get(0).call().model().slug(), "Alpha's view"));
  }

  @Test
  void nobodyFollowingMeansNoCallIsStreamed() {
    scene.run(
        aPlan().build(),
        (request, intent, journal, terms) -> {
          assertThat(terms.sink()).isNull();
          return scene.models.call(request, intent, journal, terms);
        });

    assertThat(heard).isEmpty();
  }

  @Test
  void aJudgeThatFailsBeforeItsFirstWordIsReplacedByAnAnswer() {
    follow(false);
    scene
        .models
        .answers("acme/alpha", "Alpha's view")
        .fails("acme/judge", FailureKind.REJECTED, 400);

    RunOutcome outcome = scene.run(aPlan());

    assertThat(outcome.ending().status()).isEqualTo(Status.DEGRADED);
    assertThat(said()).isEqualTo("Alpha's view");
  }

  @Test
  void aJudgeThatBreaksOffAfterItsFirstWordFailsTheRun() {
    follow(false);
    scene.models.fails("acme/judge", FailureKind.BROKEN_REPLY, 200);

    RunOutcome outcome = runWithAJudgeThatSays("Half an ans");

    assertThat(outcome.ending().status()).isEqualTo(Status.FAILED);
    assertThat(failure(outcome).code()).isEqualTo(ErrorCode.JUDGE_FAILED);
    assertThat(said()).isEqualTo("Half an ans");
    assertThat(scene.models.sent(CallRole.JUDGE)).hasSize(1);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void blankWordsAreHeldBackSoThatARetryCanStillHelp() {
    follow(false);
    scene.models.on(
        "acme/judge",
        _ -> new CallResult.Failed(FailureKind.BROKEN_REPLY, 200, "broke off", null),
        answer("Second try."));

    RunOutcome outcome = runWithAJudgeThatSays("\n  ");

    assertThat(outcome.ending().status()).isEqualTo(Status.FULL);
    assertThat(said().strip()).isEqualTo("Second try.");
  }

  @Test
  void aCancelledRunEndsItsCallsAndMakesNoFurther() {
    RunCancellation cancellation = follow(false);
    cancellation.cancel();
    scene.models.on("acme/alpha", ScriptedCaller.silence());

    RunOutcome outcome = scene.run(aPlan());

    assertThat(outcome.ending().status()).isEqualTo(Status.CANCELLED);
    assertThat(failure(outcome).code()).isEqualTo(ErrorCode.RUN_CANCELLED);
    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
    assertThat(outcome.timing().judge()).isEqualTo(Duration.ZERO);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void aCallOfAProviderThatBillsItAnywayRunsToItsEnd() {
    RunCancellation cancellation = follow(false);
    RunPlan plan = PlanBuilder.aDirectPlan("drained/one");
    List<CommittedIntent> intents = scene.journal.commit(plan);
    scene.models.on(
        "drained/one",
        given -> {
          cancellation.cancel();
          assertThat(given.reason()).isNull();
          return new CallResult.Answered("All of it.", FinishReason.STOP);
        });

    RunOutcome outcome =
        scene.engine(scene.models).run(plan, intents, scene.journal, scene.control);

    assertThat(outcome.ending().status()).isEqualTo(Status.CANCELLED);
    assertThat(outcome.lines().getFirst().ending().outcome()).isEqualTo(CallOutcome.OK);
  }
}
