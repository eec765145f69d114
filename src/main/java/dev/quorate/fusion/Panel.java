package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.KeptAnswer;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.web.RunSources;
import dev.quorate.fusion.web.ToolLoops;
import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.ModelCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * All panelists at once, each on a virtual thread of its own. Ends at the first of: all ended,
 * quorum and grace, panel deadline. Whoever is still out is then cancelled and waited for, so that
 * every call is settled when the panel is over.
 */
final class Panel {
  /** How long a cancelled call may take to come back before it is settled without it. */
  static final Duration RETURN_TIME = Duration.ofSeconds(2);

  private final ModelCaller caller;
  private final VirtualThreads threads;
  private final Timekeeper time;
  private final ToolLoops loops;

  Panel(ModelCaller caller, VirtualThreads threads, Timekeeper time, ToolLoops loops) {
    this.loops = loops;
    this.caller = caller;
    this.threads = threads;
    this.time = time;
  }

  /**
   * How the panel ended.
   *
   * @param answers one for each seat, in the caller's order
   * @param givenUp the run's own thread was interrupted
   * @param took from the first send to the end
   */
  record End(List<PanelAnswer> answers, boolean givenUp, Duration took) {}

  End run(RunPlan plan, List<CommittedIntent> firstWave, Course course) {
    long start = time.nanoTime();
    Round round = new Round(plan, seated(plan, firstWave, course.journal()), course);
    round.send();
    boolean givenUp = round.await();
    return new End(round.answers(), givenUp, time.since(start));
  }

  /** For each seat its call, null where none is made. */
  private List<@Nullable RunningCall> seated(
      RunPlan plan, List<CommittedIntent> firstWave, CallJournal journal) {
    Iterator<CommittedIntent> intents = firstWave.iterator();
    List<@Nullable RunningCall> calls = new ArrayList<>();
    for (RunPlan.Seat seat : plan.panel()) {
      calls.add(
          seat.isCalled() ? new RunningCall(seat.request(), intents.next(), journal, time) : null);
    }
    return calls;
  }

  /** One panel at work. */
  private final class Round {
    private final RunPlan plan;
    private final List<@Nullable RunningCall> calls;
    private final List<RunningCall> out;
    private final BlockingQueue<RunningCall> back = new LinkedBlockingQueue<>();

    private final RunControl control;
    private final RunSources sources;

    Round(RunPlan plan, List<@Nullable RunningCall> calls, Course course) {
      this.plan = plan;
      this.control = course.control();
      this.sources = course.sources();
      this.calls = calls;
      this.out = new ArrayList<>(calls.stream().filter(Objects::nonNull).toList());
    }

    void send() {
      for (RunPlan.Seat seat : plan.panel()) {
        RunningCall call = calls.get(seat.index());
        control.tell(new RunEvent.PanelistAdded(seat.index(), seat.call().model().slug()));
        if (call == null) {
          control.tell(new RunEvent.PanelistEnded(answer(seat, null)));
          continue;
        }
        try {
          threads.execute(() -> make(seat, call));
        } catch (RuntimeException noThread) {
          call.notSent();
          back.add(call);
        }
      }
    }

    private void make(RunPlan.Seat seat, RunningCall call) {
      try {
        CallReport report =
            call.make(
                loops.over(caller, plan.web(), sources, control.cancellation()::isCancelled),
                plan.panelDeadline(),
                control.panelSink(seat.index(), seat.call().model().slug()),
                control.cancellation());
        control.tell(new RunEvent.PanelistEnded(PanelAnswer.of(seat, report)));
      } finally {
        back.add(call);
      }
    }

    /**
     * Waits for the panel's end and, after it, for whoever was cancelled.
     *
     * @return whether the run was given up
     */
    boolean await() {
      boolean givenUp = false;
      Cancellation.@Nullable Reason late;
      try {
        late = awaitEnd();
      } catch (InterruptedException stopped) {
        // The interrupt is spent on giving the run up: ledger work still follows on this thread,
        // and
        // a set flag would break the connection it uses.
        givenUp = true;
        late = Cancellation.Reason.CANCELLED;
      }
      if (late != null) {
        for (RunningCall call : out) {
          call.cancel(late);
        }
        givenUp |= awaitReturn();
      }
      return givenUp;
    }

    /** Null when all ended by themselves, else why the others are no longer waited for. */
    private Cancellation.@Nullable Reason awaitEnd() throws InterruptedException {
      Deadline until = plan.panelDeadline();
      Cancellation.Reason late = Cancellation.Reason.TIMEOUT;
      int usable = 0;
      while (!out.isEmpty()) {
        RunningCall call = time.poll(back, until);
        if (call == null) {
          return late;
        }
        out.remove(call);
        if (isUsable(call) && ++usable == plan.quorum()) {
          Deadline graceEnd = time.in(plan.grace());
          if (graceEnd.compareTo(until) < 0) {
            until = graceEnd;
            late = Cancellation.Reason.STRAGGLER;
          }
        }
      }
      return null;
    }

    private static boolean isUsable(RunningCall call) {
      CallReport report = call.report();
      return report != null && DropReason.of(report.result()) == null;
    }

    private boolean awaitReturn() {
      boolean interrupted = false;
      Deadline until = time.in(RETURN_TIME);
      while (!out.isEmpty()) {
        try {
          RunningCall call = time.poll(back, until);
          if (call == null) {
            break;
          }
          out.remove(call);
        } catch (InterruptedException stopped) {
          interrupted = true;
        }
      }
      return interrupted;
    }

    List<PanelAnswer> answers() {
      List<PanelAnswer> answers = new ArrayList<>();
      for (RunPlan.Seat seat : plan.panel()) {
        answers.add(answer(seat, calls.get(seat.index())));
      }
      return answers;
    }

    private static PanelAnswer answer(RunPlan.Seat seat, @Nullable RunningCall call) {
      KeptAnswer kept = seat.kept();
      if (kept != null) {
        return PanelAnswer.of(seat, kept);
      }
      DropReason known = seat.knownDrop();
      if (known != null || call == null) {
        CallResult never =
            new CallResult.Failed(
                FailureKind.NOT_SENT, null, "The model does not take this request.", null);
        return new PanelAnswer.Dropped(
            seat,
            new CallReport(never, List.of(), Duration.ZERO),
            Objects.requireNonNullElse(known, DropReason.NOT_SENT),
            null);
      }
      CallReport report = call.report();
      return PanelAnswer.of(seat, report == null ? call.abandon() : report);
    }
  }
}
