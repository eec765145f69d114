package dev.quorate.fusion;

import static dev.quorate.fixtures.ScriptedCaller.after;
import static dev.quorate.fixtures.ScriptedCaller.answer;
import static dev.quorate.fixtures.ScriptedCaller.failure;
import static dev.quorate.fixtures.ScriptedCaller.silence;
import static dev.quorate.fusion.EngineScene.GRACE;
import static dev.quorate.fusion.EngineScene.PANEL_TIME;
import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.MemoryJournal;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PanelTest {
  private final EngineScene scene = new EngineScene();

  private static RunOutcome get(Future<RunOutcome> run) throws Exception {
    return run.get(10, TimeUnit.SECONDS);
  }

  private static List<DropReason> drops(RunOutcome outcome) {
    return outcome.panel().stream()
        .map(answer -> answer instanceof PanelAnswer.Dropped dropped ? dropped.reason() : null)
        .toList();
  }

  @Test
  void everyPanelistGetsTheWholeConversationOnceAndAtTheSameTime() throws Exception {
    CountDownLatch allIn = new CountDownLatch(3);
    ScriptedCaller.Step meet =
        _ -> {
          allIn.countDown();
          allIn.await();
          return answer("here").play(new Cancellation());
        };
    scene.models.on("acme/alpha", meet).on("acme/beta", meet).on("acme/gamma", meet);

    RunOutcome outcome = get(scene.start(aPlan()));

    List<ScriptedCaller.Sent> sent = scene.models.sent(CallRole.PANEL);
    assertThat(sent).hasSize(3);
    assertThat(sent)
        .allSatisfy(one -> {
          assertThat(one.request().conversation()).isEqualTo(outcome.plan().conversation());
          assertThat(one.request().insideFusion()).isTrue();
          assertThat(one.deadline()).isEqualTo(outcome.plan().panelDeadline());
        });
    assertThat(outcome.panel())
        .extracting(answer -> answer.seat().index())
        .containsExactly(0, 1, 2);
  }

  @Test
  void theSameModelMaySitOnThePanelSeveralTimes() {
    RunOutcome outcome = scene.run(aPlan().withPanel("acme/alpha", "acme/alpha", "acme/alpha"));

    assertThat(scene.models.sent(CallRole.PANEL))
        .extracting(one -> one.call().panelIndex())
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.FULL);
  }

  @Test
  void aStragglerIsCancelledAfterQuorumAndGraceAndSettledBeforeTheJudgeIsCalled() throws Exception {
    AtomicReference<List<SettledCall>> whenJudgeCame = new AtomicReference<>();
    scene.models.on("acme/gamma", silence());
    scene.models.on(
        "acme/judge",
        cancellation -> {
          whenJudgeCame.set(scene.journal.lines());
          return answer("42").play(cancellation);
        });

    Future<RunOutcome> run = scene.start(aPlan().quorum(2, GRACE));
    scene.clock.untilAwaited(GRACE);
    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
    scene.clock.advance(GRACE);
    RunOutcome outcome = get(run);

    assertThat(drops(outcome)).containsExactly(null, null, DropReason.STRAGGLER);
    assertThat(whenJudgeCame.get())
        .extracting(line -> line.ending().outcome())
        .containsExactlyInAnyOrder(CallOutcome.OK, CallOutcome.OK, CallOutcome.STRAGGLER);
    assertThat(outcome.timing().panel()).isEqualTo(GRACE);
    assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.DEGRADED);
  }

  @Test
  void anAnswerWithinGraceIsStillUsed() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    scene.models.on("acme/gamma", after(late, answer("late but good")));

    Future<RunOutcome> run = scene.start(aPlan().quorum(2, GRACE));
    scene.clock.untilAwaited(GRACE);
    scene.clock.advance(GRACE.minusMillis(1));
    late.countDown();
    RunOutcome outcome = get(run);

    assertThat(drops(outcome)).containsOnlyNulls();
    assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.FULL);
  }

  @Test
  void noGraceEndsThePanelAtQuorum() throws Exception {
    scene.models.on("acme/alpha", silence()).on("acme/gamma", silence());

    RunOutcome outcome = get(scene.start(aPlan().quorum(1, Duration.ZERO)));

    assertThat(drops(outcome)).containsExactly(DropReason.STRAGGLER, null, DropReason.STRAGGLER);
  }

  @Test
  void unusableAnswersDoNotCountForTheQuorum() throws Exception {
    scene.models.on("acme/alpha", failure(FailureKind.PROVIDER_ERROR, 500));
    scene.models.on("acme/beta", answer("  \n"));
    scene.models.on("acme/gamma", silence());

    Future<RunOutcome> run =
        scene.start(
            aPlan()
                .withPanel("acme/alpha", "acme/beta", "acme/delta", "acme/gamma")
                .quorum(2, GRACE));
    scene.clock.untilAwaited(PANEL_TIME);
    scene.clock.advance(PANEL_TIME);

    assertThat(drops(get(run)))
        .containsExactly(DropReason.ERROR, DropReason.EMPTY, null, DropReason.TIMEOUT);
  }

  @Test
  void thePanelDeadlineEndsWhoeverIsStillOutAsTimeout() throws Exception {
    scene.models.on("acme/beta", silence());

    Future<RunOutcome> run = scene.start(aPlan());
    scene.clock.untilAwaited(PANEL_TIME);
    scene.clock.advance(PANEL_TIME);
    RunOutcome outcome = get(run);

    assertThat(drops(outcome)).containsExactly(null, DropReason.TIMEOUT, null);
    assertThat(scene.journal.open()).isEmpty();
  }

  @Test
  void graceBeyondThePanelDeadlineIsCutToItAndCountsAsTimeout() throws Exception {
    scene.models.on("acme/beta", silence());

    Future<RunOutcome> run = scene.start(aPlan().quorum(2, Duration.ofMinutes(5)));
    scene.clock.untilAwaited(PANEL_TIME);
    scene.clock.advance(PANEL_TIME);

    assertThat(drops(get(run))).containsExactly(null, DropReason.TIMEOUT, null);
  }

  @Test
  void anAnswerThatBeatsItsCancelIsUsed() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    scene.models.on(
        "acme/gamma",
        cancellation -> {
          silence().play(cancellation);
          cancelled.countDown();
          return answer("just made it").play(cancellation);
        });

    RunOutcome outcome = get(scene.start(aPlan().quorum(2, Duration.ZERO)));

    assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(drops(outcome)).containsOnlyNulls();
  }

  @Test
  void aCallThatIgnoresItsCancelIsSettledWithoutItAndHoldsNobodyUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    scene.models.on("acme/gamma", after(never, answer("too late")));

    Future<RunOutcome> run = scene.start(aPlan().quorum(2, GRACE));
    scene.clock.untilAwaited(GRACE);
    scene.clock.advance(GRACE);
    scene.clock.untilAwaited(GRACE.plus(Panel.RETURN_TIME));
    scene.clock.advance(Panel.RETURN_TIME);
    RunOutcome outcome = get(run);
    never.countDown();

    assertThat(drops(outcome)).containsExactly(null, null, DropReason.STRAGGLER);
    assertThat(outcome.panel().get(2).report().lines())
        .extracting(line -> line.ending().outcome())
        .containsExactly(CallOutcome.UNKNOWN);
    assertThat(scene.journal.open()).isEmpty();
    assertThat(outcome.total()).isEqualTo(scene.journal.total());
  }

  @Test
  void aCallThatBreaksIsAnErrorOfItsSeatOnlyAndSettled() {
    RunPlan plan = aPlan().build();
    RunOutcome outcome =
        scene.run(
            plan,
            (request, intent, journal, terms) -> {
              if (Integer.valueOf(1).equals(intent.call().panelIndex())) {
                throw new IllegalStateException("a fault of ours");
              }
              return scene.models.call(request, intent, journal, terms);
            });

    assertThat(drops(outcome)).containsExactly(null, DropReason.ERROR, null);
    assertThat(scene.journal.open()).isEmpty();
    assertThat(outcome.ending()).isInstanceOf(RunOutcome.Ending.Answer.class);
  }

  @Test
  void aCallThatComesBackUnsettledIsSettledForIt() {
    RunOutcome outcome =
        scene.run(
            aPlan().build(),
            (request, intent, journal, terms) -> {
              if (!Integer.valueOf(1).equals(intent.call().panelIndex())) {
                return scene.models.call(request, intent, journal, terms);
              }
              return new CallReport(
                  new CallResult.Answered("42", FinishReason.STOP), List.of(), Duration.ZERO);
            });

    assertThat(scene.journal.open()).isEmpty();
    assertThat(outcome.panel().get(1).report().lines())
        .extracting(line -> line.ending().outcome())
        .containsExactly(CallOutcome.UNKNOWN);
  }

  @Test
  void aSeatWithoutAThreadIsNotSentAndCostsNothing() {
    List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    scene.threads =
        task -> {
          if (started.size() == 2) {
            throw new RejectedExecutionException("stopping");
          }
          started.add(1);
          Thread.startVirtualThread(task);
        };

    RunOutcome outcome = scene.run(aPlan());

    assertThat(drops(outcome)).containsExactly(null, null, DropReason.NOT_SENT);
    assertThat(outcome.panel().get(2).report().lines())
        .extracting(line -> line.ending().outcome())
        .containsExactly(CallOutcome.NOT_SENT);
    assertThat(outcome.panel().get(2).report().cost().isZero()).isTrue();
  }

  @Test
  void aKnownDropHasNoCallNoLineAndNoCost() {
    RunOutcome outcome = scene.run(aPlan().knowingDrop(0, DropReason.NOT_SENT));

    assertThat(drops(outcome)).containsExactly(DropReason.NOT_SENT, null, null);
    assertThat(outcome.panel().getFirst().report().lines()).isEmpty();
    assertThat(scene.journal.intents())
        .extracting(call -> call.role())
        .containsExactly(CallRole.PANEL, CallRole.PANEL, CallRole.JUDGE);
  }

  @Test
  void anInterruptGivesTheRunUpAndSettlesEverything() throws Exception {
    scene.models.on("acme/alpha", silence()).on("acme/beta", silence());
    FutureTask<RunOutcome> run = new FutureTask<>(() -> scene.run(aPlan()));
    Thread thread = scene.start(run);
    scene.clock.untilAwaited(PANEL_TIME);

    thread.interrupt();
    RunOutcome outcome = get(run);

    assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.CANCELLED);
    assertThat(drops(outcome)).containsExactly(DropReason.CANCELLED, DropReason.CANCELLED, null);
    assertThat(scene.journal.open()).isEmpty();
    assertThat(scene.models.sent(CallRole.JUDGE)).isEmpty();
  }

  @Test
  void intentsOfAnotherPlanAreRefusedBeforeAnythingIsSent() {
    RunPlan plan = aPlan().build();
    RunPlan other = aPlan().withPanel("acme/alpha", "acme/beta").build();
    FusionEngine engine =
        new FusionEngine(scene.models, scene.threads, new CharacterCounter(), ScriptedWeb.none());
    MemoryJournal journal = new MemoryJournal();

    assertThatThrownBy(() -> engine.run(plan, journal.commit(other), journal, RunControl.unheard()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(scene.models.sent()).isEmpty();
  }

  @Test
  void intentsThatWereCommittedAtAnotherPriceAreThePlansAllTheSame() {
    RunPlan plan = aPlan().build();
    FusionEngine engine = scene.engine(scene.models);
    List<CommittedIntent> atZero =
        plan.firstWave().stream()
            .map(call ->
                scene.journal.next(
                    PlannedCall.first(
                        call.role(),
                        call.panelIndex(),
                        call.model().at(call.model().price().atZero()),
                        call.inputBound(),
                        call.outputBound())))
            .toList();

    RunOutcome outcome = engine.run(plan, atZero, scene.journal, RunControl.unheard());

    assertThat(outcome.cost(CallRole.PANEL).isZero()).isTrue();
    assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.FULL);
  }

  @Test
  void onTheRealClockAStragglerCostsTheRunItsGraceAndNoMore() throws Exception {
    scene.models.on("acme/gamma", silence());
    FusionEngine engine =
        new FusionEngine(scene.models, scene.threads, new CharacterCounter(), ScriptedWeb.none());
    RunPlan plan =
        aPlan()
            .timed(System.nanoTime(), PANEL_TIME, Duration.ofMinutes(3))
            .quorum(2, Duration.ofMillis(20))
            .build();

    RunOutcome outcome =
        engine.run(plan, scene.journal.commit(plan), scene.journal, RunControl.unheard());

    assertThat(drops(outcome)).containsExactly(null, null, DropReason.STRAGGLER);
    assertThat(outcome.timing().panel()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(5));
  }
}
