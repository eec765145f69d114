package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.web.ToolLoops;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.websearch.WebTools;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Runs a plan: the panel and its judge, or the one direct call. */
@Singleton
public class FusionEngine {
  private static final int MARK_BYTES = 8;

  private final ModelCaller caller;
  private final Timekeeper time;
  private final Panel panel;
  private final Judge judge;
  private final TurnRooms rooms;

  @Inject
  public FusionEngine(
      ModelCaller caller, VirtualThreads threads, TokenCounter counter, WebTools web) {
    this(
        caller,
        threads,
        Timekeeper.SYSTEM,
        new ToolLoops(web, counter, randomMarks(new SecureRandom()), System::nanoTime));
  }

  /**
   * @param loops with the same clock
   */
  FusionEngine(ModelCaller caller, VirtualThreads threads, Timekeeper time, ToolLoops loops) {
    this.caller = caller;
    this.time = time;
    this.panel = new Panel(caller, threads, time, loops);
    JudgeRequests requests = new JudgeRequests(loops.counter(), loops.marks());
    this.judge = new Judge(caller, requests, time, loops);
    this.rooms = new TurnRooms(caller, time, panel, judge, loops.counter(), loops.marks());
  }

  private static Supplier<String> randomMarks(SecureRandom random) {
    return () -> {
      byte[] mark = new byte[MARK_BYTES];
      random.nextBytes(mark);
      return HexFormat.of().formatHex(mark);
    };
  }

  /**
   * Runs panel and judge, or the one direct call, the latter on the calling thread. Blocks the
   * calling virtual thread. Every call is settled in the journal before this returns; never throws
   * for what models do.
   *
   * @param firstWave the committed intents of {@link RunPlan#firstWave()}, in its order
   * @param control who follows the run; it gets nothing after this returned
   * @throws IllegalStateException when the intents are not the plan's; nothing is sent then
   */
  public RunOutcome run(
      RunPlan plan, List<CommittedIntent> firstWave, CallJournal journal, RunControl control) {
    if (!areThePlans(firstWave, plan)) {
      throw new IllegalStateException("the intents are not those of the plan's first wave");
    }
    RunPlan.JudgeSeat judgeSeat = plan.judge();
    RunPlan.OuterSeat outer = plan.outer();
    if (outer != null) {
      return new Turn(rooms, plan, outer, new Course(journal, control)).run(firstWave.getFirst());
    }
    return judgeSeat == null
        ? direct(plan, firstWave.getFirst(), journal, control)
        : fusion(plan, judgeSeat, firstWave, new Course(journal, control));
  }

  /** By seat and model only: the ledger may have committed a call at another price. */
  private static boolean areThePlans(List<CommittedIntent> intents, RunPlan plan) {
    List<String> planned = plan.firstWave().stream().map(FusionEngine::place).toList();
    return intents.stream().map(intent -> place(intent.call())).toList().equals(planned);
  }

  private static String place(PlannedCall call) {
    return call.role() + " " + call.panelIndex() + " " + call.model().slug();
  }

  private RunOutcome direct(
      RunPlan plan, CommittedIntent intent, CallJournal journal, RunControl control) {
    long start = time.nanoTime();
    RunPlan.Seat seat = plan.panel().getFirst();
    CallReport report =
        new RunningCall(seat.request(), intent, journal, time)
            .make(caller, plan.deadline(), control.answerSink(), control.cancellation());
    RunOutcome outcome = DirectCall.outcome(plan, report, time.since(start));
    boolean drained =
        control.cancellation().isCancelled() && intent.call().model().provider().drainsOnAbort();
    return drained ? outcome.ending(Gate.CANCELLED) : outcome;
  }

  private RunOutcome fusion(
      RunPlan plan, RunPlan.JudgeSeat judgeSeat, List<CommittedIntent> firstWave, Course course) {
    Panel.End end = panel.run(plan, firstWave, course);
    FusionRun run = FusionRun.of(plan, end, course.sources());
    RunCancellation cancellation = course.control().cancellation();
    Ending.Failure refusal = cancellation.isCancelled() ? Gate.CANCELLED : Gate.refusal(plan, end);
    if (refusal != null) {
      return run.stopped(refusal);
    }
    AnswerFlow flow = new AnswerFlow(course.control());
    Judgement judgement = judge.judge(new Judge.Case(plan, judgeSeat, run.usable()), course, flow);
    RunOutcome outcome =
        judgement instanceof Judgement.Missing missing && cancellation.isCancelled()
            ? run.cancelled(missing)
            : run.judged(judgement, judgeSeat.onFailure());
    if (outcome.ending() instanceof RunOutcome.Ending.Answer answer && !flow.hasBegun()) {
      flow.tellWhole(answer.text());
    }
    return outcome;
  }
}
