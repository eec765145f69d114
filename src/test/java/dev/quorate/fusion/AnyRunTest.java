package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fixtures.ScriptedCaller.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.MemoryJournal;
import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What holds for every run, whatever its models do: many random runs at once, on the real clock.
 */
class AnyRunTest {
  private static final long SEED = 20261121;
  private static final int RUNS = 400;
  private static final FailureKind[] FAILURES = {
    FailureKind.REJECTED,
    FailureKind.RATE_LIMITED,
    FailureKind.CREDENTIAL,
    FailureKind.PROVIDER_ERROR,
    FailureKind.UNREACHABLE,
    FailureKind.BROKEN_REPLY,
    FailureKind.TIMEOUT,
    FailureKind.NOT_SENT
  };

  /** A run's own world. */
  private record Scene(RunPlan plan, ScriptedCaller models, MemoryJournal journal) {
    RunOutcome run() {
      FusionEngine engine =
          new FusionEngine(
              models, Thread::startVirtualThread, new CharacterCounter(), ScriptedWeb.none());
      return engine.run(plan, journal.commit(plan), journal, RunControl.unheard());
    }
  }

  @Test
  void everyCallIsOnTheBillOnceAndTheStatusSaysWhatHappened() throws Exception {
    Random random = new Random(SEED);
    List<Scene> scenes = new ArrayList<>();
    List<CompletableFuture<RunOutcome>> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Scene scene = scene(random);
      scenes.add(scene);
      runs.add(CompletableFuture.supplyAsync(scene::run, Thread::startVirtualThread));
    }
    for (int run = 0; run < RUNS; run++) {
      RunOutcome outcome = runs.get(run).get(60, TimeUnit.SECONDS);
      assertThat(outcome).as("run %s of seed %s", run, SEED).isNotNull();
      assertBillIsWhole(scenes.get(run), outcome);
      assertStatusIsTrue(scenes.get(run), outcome);
    }
  }

  private static Scene scene(Random random) {
    int size = 1 + random.nextInt(8);
    String[] panel = new String[size];
    ScriptedCaller models = new ScriptedCaller();
    for (int seat = 0; seat < size; seat++) {
      panel[seat] = "acme/m" + seat;
      models.on(panel[seat], step(random));
      if (random.nextInt(5) == 0) {
        models.losesFirstAttempt(panel[seat]);
      }
    }
    models.on("acme/judge", judgeStep(random), judgeStep(random));
    int quorum = 1 + random.nextInt(size);
    PlanBuilder plan =
        PlanBuilder.aPlan()
            .withPanel(panel)
            .timed(System.nanoTime(), Duration.ofSeconds(1), Duration.ofMinutes(3))
            .quorum(quorum, Duration.ofMillis(random.nextInt(20)))
            .minAnswers(1 + random.nextInt(quorum))
            .seed(random.nextLong());
    if (random.nextBoolean()) {
      plan.withoutJudgeForOneAnswer();
    }
    if (random.nextInt(4) == 0) {
      plan.failingWithItsJudge();
    }
    if (random.nextInt(4) == 0) {
      plan.knowingDrop(random.nextInt(size), DropReason.NOT_SENT);
    }
    MemoryJournal journal = new MemoryJournal();
    return new Scene(
        plan.build(),
        models,
        random.nextInt(6) == 0 ? journal.acceptingFurther(random.nextInt(3)) : journal);
  }

  private static ScriptedCaller.Step step(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> failure(FAILURES[random.nextInt(FAILURES.length)], null);
      case 1 -> silence();
      case 2 -> answer("", FinishReason.LENGTH);
      case 3 -> answer("cut", FinishReason.LENGTH);
      default -> answer("text " + random.nextInt(1_000));
    };
  }

  private static ScriptedCaller.Step judgeStep(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> failure(FAILURES[random.nextInt(FAILURES.length)], null);
      case 1 -> answer(" ");
      default -> answer("judged");
    };
  }

  private static void assertBillIsWhole(Scene scene, RunOutcome outcome) {
    assertThat(scene.journal().open()).isEmpty();
    assertThat(outcome.lines())
        .extracting(SettledCall::callId)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            scene.journal().lines().stream().map(SettledCall::callId).toList());
    assertThat(scene.models().sent()).hasSameSizeAs(scene.journal().lines());
    assertThat(outcome.total()).isEqualTo(scene.journal().total());
    assertThat(outcome.lines()).extracting(SettledCall::callId).containsAll(outcome.usedCalls());
    Money used =
        outcome.lines().stream()
            .filter(line -> outcome.usedCalls().contains(line.callId()))
            .map(SettledCall::amount)
            .reduce(Money.ZERO, Money::plus);
    assertThat(outcome.waste()).isEqualTo(outcome.total().minus(used));
  }

  private static void assertStatusIsTrue(Scene scene, RunOutcome outcome) {
    RunPlan plan = scene.plan();
    long usable = outcome.panel().stream().filter(PanelAnswer.Usable.class::isInstance).count();
    boolean dropped = usable < plan.panel().size();
    Status status = outcome.ending().status();
    boolean judgeDue = usable > 1 || (usable == 1 && plan.judge().judgeSingle());
    if (usable < plan.minAnswers()) {
      assertThat(status).isEqualTo(Status.FAILED);
      assertThat(scene.models().sent(CallRole.JUDGE)).isEmpty();
    } else if (judgeDue && !outcome.judging().judgeOk()) {
      assertThat(status)
          .isEqualTo(
              plan.judge().onFailure() == OnJudgeFailure.FAIL ? Status.FAILED : Status.DEGRADED);
    } else if (dropped) {
      assertThat(status).isEqualTo(Status.DEGRADED);
    } else {
      assertThat(status).isEqualTo(plan.panel().size() == 1 ? Status.SINGLE : Status.FULL);
    }
    assertThat(outcome.usedCalls().isEmpty()).isEqualTo(status == Status.FAILED);
    boolean silentlyGood = status == Status.FULL || status == Status.SINGLE;
    assertThat(silentlyGood || !outcome.reasons().isEmpty()).as("never silent").isTrue();
  }
}
