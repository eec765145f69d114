package dev.quorate.fusion;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.MemoryJournal;
import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.web.ToolLoops;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.Turn;
import dev.quorate.websearch.WebTools;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** An engine with scripted models, a ledger in memory and time that a test moves. */
final class EngineScene {
  static final String MARK = "0011223344556677";
  static final Duration GRACE = Duration.ofSeconds(8);
  static final Duration PANEL_TIME = Duration.ofMinutes(2);
  static final Duration RUN_TIME = Duration.ofMinutes(3);

  final ScriptedCaller models = new ScriptedCaller();
  final MemoryJournal journal = new MemoryJournal();
  final HandClock clock = new HandClock();
  WebTools web = ScriptedWeb.none();
  VirtualThreads threads = Thread::startVirtualThread;
  RunControl control = RunControl.unheard();

  /** A plan on this scene's clock. */
  static PlanBuilder aPlan() {
    return PlanBuilder.aPlan().timed(HandClock.START, PANEL_TIME, RUN_TIME);
  }

  RunOutcome run(PlanBuilder plan) {
    return run(plan.build());
  }

  RunOutcome run(RunPlan plan) {
    return run(plan, models);
  }

  RunOutcome run(RunPlan plan, ModelCaller caller) {
    List<CommittedIntent> intents = journal.commit(plan);
    return engine(caller).run(plan, intents, journal, control);
  }

  FusionEngine engine(ModelCaller caller) {
    ToolLoops loops = new ToolLoops(web, new CharacterCounter(), () -> MARK, clock::nanoTime);
    return new FusionEngine(caller, threads, clock, loops);
  }

  /** Runs beside the test, which moves the clock meanwhile. */
  Future<RunOutcome> start(PlanBuilder plan) {
    return CompletableFuture.supplyAsync(() -> run(plan), Thread::startVirtualThread);
  }

  /** Runs on a thread the test may interrupt. */
  Thread start(FutureTask<RunOutcome> run) {
    return Thread.startVirtualThread(run);
  }

  /** The text the judge was given last. */
  String judgeTask() {
    Turn last = models.sent(CallRole.JUDGE).getLast().request().conversation().turns().getLast();
    return ((Turn.User) last).text();
  }
}
