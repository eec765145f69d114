package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.RunOutcome.Ending;
import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.plan.FusionTool;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.web.UsedLines;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One turn of an outer model that may ask the panel: its call, the panel and the judge when it
 * asks, its call with their result, and one more without tools should it ask again.
 */
final class Turn {
  private final TurnRooms rooms;
  private final RunPlan plan;
  private final RunPlan.OuterSeat outer;
  private final Course course;
  private final List<CallReport> calls = new ArrayList<>();

  Turn(TurnRooms rooms, RunPlan plan, RunPlan.OuterSeat outer, Course course) {
    this.rooms = rooms;
    this.plan = plan;
    this.outer = outer;
    this.course = course;
  }

  RunOutcome run(CommittedIntent first) {
    TurnFlow flow = new TurnFlow(course.control(), false);
    CallResult result = call(outer.request(), first, flow);
    if (!(result instanceof CallResult.Answered answered)) {
      return failed((CallResult.Failed) result, TurnPanel.NONE);
    }
    TurnStep step = TurnStep.of(answered);
    if (!step.asksPanel() || plan.judge() == null) {
      return alone(answered, step);
    }
    TurnPanel panel;
    try {
      panel = rooms.deliberate(plan, plan.judge(), course);
    } catch (GatewayException refused) {
      return ended(
          new Ending.Failure(Status.FAILED, refused.code(), refused.text(), refused.retryAfter()),
          TurnPanel.NONE,
          List.of(refused.code().code()),
          Set.of());
    }
    if (course.control().cancellation().isCancelled()) {
      return ended(Gate.CANCELLED, panel, List.of(Gate.CANCELLED.code().code()), Set.of());
    }
    return written(answered, step, panel);
  }

  /** The outer model answers itself, or asks for tools of its caller. */
  private RunOutcome alone(CallResult.Answered answered, TurnStep step) {
    return ended(
        new Ending.Answer(
            Status.NOT_INVOKED, "", answered.text(), answered.finish(), step.callers()),
        TurnPanel.NONE,
        List.of(),
        Set.of(calls.getLast().last().callId()));
  }

  private RunOutcome written(CallResult.Answered first, TurnStep step, TurnPanel panel) {
    String before = first.text();
    Conversation heard = step.told(plan.conversation(), rooms.toolResult(plan, outer, panel));
    TurnFlow flow = new TurnFlow(course.control(), !before.isBlank());
    CallResult result = next(heard, ToolChoice.AUTO, 1, flow);
    if (result instanceof CallResult.Answered again && TurnStep.of(again).asksPanel()) {
      TurnStep second = TurnStep.of(again);
      before = before.isBlank() ? again.text() : before + again.text();
      heard = second.told(heard, TurnRooms.text(FusionResult.capped()));
      flow = new TurnFlow(course.control(), !before.isBlank());
      result = next(heard, ToolChoice.NONE, 2, flow);
    }
    return switch (result) {
      case CallResult.Answered answer when !answer.empty() || panel.usable().isEmpty() ->
          answered(before, answer, panel);
      case CallResult.Answered _ -> standIn(before, panel, flow, null);
      case CallResult.Failed failed -> standIn(before, panel, flow, failed);
    };
  }

  private RunOutcome answered(String before, CallResult.Answered answer, TurnPanel panel) {
    Set<UUID> used = new HashSet<>();
    calls.forEach(call -> used.add(call.last().callId()));
    used.addAll(panel.usedLines());
    return ended(
        new Ending.Answer(
            panel.status(),
            before.isBlank() ? "" : before,
            answer.text(),
            answer.finish(),
            TurnStep.of(answer).callers()),
        panel,
        panel.reasons(),
        used);
  }

  /** The writer gave nothing; the panel's answers are not thrown away. */
  private RunOutcome standIn(
      String before, TurnPanel panel, TurnFlow flow, CallResult.@Nullable Failed failed) {
    List<String> reasons = new ArrayList<>(panel.reasons());
    reasons.add(Judge.WRITER_FAILED);
    if (failed != null && (flow.hasBegun() || panel.usable().isEmpty() || isCancelled())) {
      return failed(failed, panel);
    }
    PanelAnswer.Usable answer = panel.standIn();
    if (!before.isBlank()) {
      course.control().tell(new RunEvent.AnswerResumed());
    }
    new AnswerFlow(course.control()).tellWhole(answer.text());
    Set<UUID> used = new HashSet<>();
    used.addAll(UsedLines.of(answer.report()));
    return ended(
        new Ending.Answer(
            Status.DEGRADED,
            before.isBlank() ? "" : before,
            answer.text(),
            answer.finish(),
            List.of()),
        panel,
        reasons,
        used);
  }

  private RunOutcome failed(CallResult.Failed failed, TurnPanel panel) {
    Ending.Failure failure = DirectCall.failure(failed);
    return ended(failure, panel, List.of(failure.code().code()), Set.of());
  }

  private boolean isCancelled() {
    return course.control().cancellation().isCancelled();
  }

  private CallResult next(Conversation heard, ToolChoice choice, int step, TurnFlow flow) {
    ToolOffer tools = FusionTool.later(outer.request().tools(), choice);
    ModelRequest request =
        new ModelRequest(heard, outer.request().settings(), tools, outer.request().insideFusion());
    try {
      return call(request, course.journal().next(outer.later(step)), flow);
    } catch (GatewayException refused) {
      return new CallResult.Failed(
          FailureKind.NOT_SENT, null, refused.text(), refused.retryAfter());
    }
  }

  private CallResult call(ModelRequest request, CommittedIntent intent, TurnFlow flow) {
    CallReport report =
        new RunningCall(request, intent, course.journal(), rooms.time())
            .make(rooms.caller(), plan.deadline(), flow.sink(), course.control().cancellation());
    calls.add(report);
    return report.result();
  }

  private RunOutcome ended(Ending ending, TurnPanel panel, List<String> reasons, Set<UUID> used) {
    Duration spoken = calls.stream().map(CallReport::latency).reduce(Duration.ZERO, Duration::plus);
    return new RunOutcome(
        plan,
        ending,
        panel.answers(),
        new RunOutcome.Judging(
            panel.judge(), panel.analysis() != null, calls, wrote(ending, used), panel.analysis()),
        reasons,
        used,
        panel.sources(),
        new RunOutcome.Timing(panel.took(), panel.judging(), spoken));
  }

  /** Whether the outer model's last call gave the answer. */
  private boolean wrote(Ending ending, Set<UUID> used) {
    CallReport last = calls.getLast();
    return ending instanceof Ending.Answer
        && !last.lines().isEmpty()
        && used.contains(last.last().callId());
  }
}
