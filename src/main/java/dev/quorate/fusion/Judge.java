package dev.quorate.fusion;

import dev.quorate.fusion.RunControl.Course;
import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.analysis.AnalysisText;
import dev.quorate.fusion.analysis.JudgeJson;
import dev.quorate.fusion.analysis.Verdict;
import dev.quorate.fusion.analysis.Voice;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.web.ToolLoops;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the usable answers to the judge and takes what it makes of them: the answer itself, a
 * comparison from which a writer writes it, or a choice. JSON that cannot be read is asked for once
 * more.
 */
final class Judge {
  /** A reason of a run whose judge needed its second call. */
  static final String RETRIED = "judge_retried";

  /** A reason of a run whose judge gave no text. */
  static final String FAILED = "judge_failed";

  /** A reason of a run whose writer gave no text. */
  static final String WRITER_FAILED = "writer_failed";

  private static final String REPAIR =
      " Return the JSON object again, complete and valid, and nothing else.";

  private final ModelCaller caller;
  private final JudgeRequests requests;
  private final Timekeeper time;
  private final ToolLoops loops;

  Judge(ModelCaller caller, JudgeRequests requests, Timekeeper time, ToolLoops loops) {
    this.loops = loops;
    this.caller = caller;
    this.requests = requests;
    this.time = time;
  }

  /** What is to be judged. */
  record Case(RunPlan plan, RunPlan.JudgeSeat seat, List<PanelAnswer.Usable> usable) {
    List<PanelAnswer.Usable> shown() {
      return JudgeRequests.shown(plan, seat.seed(), usable);
    }
  }

  /** The judgement of a run whose judge, or whose writer after it, gives the answer. */
  Judgement judge(Case matter, Course course, AnswerFlow flow) {
    if (matter.usable().size() == 1 && !matter.seat().judgeSingle()) {
      return new Judgement.NotDue();
    }
    return switch (matter.seat().mode()) {
      case SYNTHESIS -> synthesis(matter, course, flow);
      case ANALYSIS -> written(matter, course, flow);
      case BEST_OF -> matter.usable().size() == 1 ? new Judgement.NotDue() : chosen(matter, course);
    };
  }

  private Judgement synthesis(Case matter, Course course, AnswerFlow flow) {
    JudgeCalls calls = calls(matter, course, flow);
    CallResult.Answered answer =
        calls.hear(
            () -> request(matter, JudgeRequests.Brief.of(matter.seat())), matter.seat().call());
    Judgement.Work work = Judgement.Work.judge(calls.made(), calls.took());
    if (answer == null) {
      return new Judgement.Missing(work, calls.reasons(FAILED), flow.hasBegun());
    }
    List<String> reasons = calls.retried() ? List.of(RETRIED) : List.of();
    return new Judgement.Given(work, answer.text(), answer.finish(), reasons, null);
  }

  private Judgement written(Case matter, Course course, AnswerFlow flow) {
    Analysed analysed = analyse(matter, course);
    RunPlan.WriterSeat writer = matter.seat().writer();
    if (writer == null) {
      throw new IllegalStateException("nobody is there to write from the comparison");
    }
    Analysis analysis = analysed.analysis();
    String text = analysis == null ? "" : AnalysisText.json(AnalysisText.tree(labelled(analysis)));
    JudgeCalls calls = calls(matter, course, flow);
    CallResult.Answered answer =
        calls.hear(() -> request(matter, JudgeRequests.Brief.of(writer, text)), writer.call());
    Judgement.Work work = analysed.work().then(calls.made(), calls.took());
    List<String> reasons = new ArrayList<>(analysed.reasons());
    if (answer == null) {
      reasons.addAll(calls.reasons(WRITER_FAILED));
      return new Judgement.Missing(work, reasons, flow.hasBegun());
    }
    return new Judgement.Given(work, answer.text(), answer.finish(), reasons, analysis);
  }

  /** A writer sees no model names either: it reads the comparison with the seats' numbers. */
  private static Analysis labelled(Analysis analysis) {
    Function<Voice, Voice> blind =
        voice -> new Voice(new ModelSlug("answer/" + voice.panelIndex()), voice.panelIndex(), true);
    return analysis.renamed(blind);
  }

  private Judgement chosen(Case matter, Course course) {
    List<PanelAnswer.Usable> shown = matter.shown();
    JudgeJson json = new JudgeJson(voices(matter, shown));
    Read<Voice> read = read(matter, course, json::choice);
    Voice choice = read.value();
    if (choice == null) {
      return new Judgement.Missing(read.work(), read.reasons(), false);
    }
    PanelAnswer.Usable chosen =
        shown.stream()
            .filter(answer -> answer.seat().index() == choice.panelIndex())
            .findFirst()
            .orElseThrow();
    return new Judgement.Chosen(read.work(), chosen, read.reasons());
  }

  /**
   * A comparison and what it took.
   *
   * @param analysis null when there is none to be had
   */
  record Analysed(Judgement.Work work, @Nullable Analysis analysis, List<String> reasons) {}

  /** The comparison alone, for whoever writes elsewhere. */
  Analysed analyse(Case matter, Course course) {
    JudgeJson json = new JudgeJson(voices(matter, matter.shown()));
    Read<Analysis> read = read(matter, course, json::analysis);
    return new Analysed(read.work(), read.value(), read.reasons());
  }

  private record Read<T>(Judgement.Work work, @Nullable T value, List<String> reasons) {}

  private <T> Read<T> read(Case matter, Course course, Function<String, Verdict<T>> reader) {
    JudgeCalls calls = calls(matter, course, AnswerFlow.silent());
    ModelRequest request = request(matter, JudgeRequests.Brief.of(matter.seat()));
    CallResult.Answered answer = calls.hear(() -> request, matter.seat().call());
    List<String> reasons = new ArrayList<>();
    if (calls.retried()) {
      reasons.add(RETRIED);
    }
    T value = null;
    if (answer != null) {
      Verdict<T> verdict = reader.apply(answer.text());
      if (verdict instanceof Verdict.Unreadable<T> unreadable) {
        reasons.add(unreadable.reason());
        Repair repair = new Repair(request, answer.text(), unreadable.complaint());
        String second = repaired(matter, calls, repair);
        verdict = second == null ? unreadable : reader.apply(second);
      }
      value = verdict instanceof Verdict.Said<T> said ? said.value() : null;
    }
    Judgement.Work work = Judgement.Work.judge(calls.made(), calls.took());
    if (value == null) {
      calls.reasons(FAILED).stream().filter(word -> !reasons.contains(word)).forEach(reasons::add);
    }
    return new Read<>(work, value, reasons);
  }

  /**
   * What a second attempt needs.
   *
   * @param first what the first returned
   * @param complaint what was wrong with it
   */
  private record Repair(ModelRequest request, String first, String complaint) {
    ModelRequest again() {
      return new ModelRequest(
          request
              .conversation()
              .with(new Turn.Assistant(first, List.of()), Turn.User.text(complaint + REPAIR)),
          request.settings(),
          true);
    }
  }

  /** What a second attempt says; null when it says nothing. */
  private static @Nullable String repaired(Case matter, JudgeCalls calls, Repair repair) {
    PlannedCall planned = matter.seat().call();
    SettledCall last = calls.made().getLast().last();
    PlannedCall again =
        new PlannedCall(
            planned.role(),
            null,
            last.call().step() + 1,
            0,
            last.callId(),
            planned.model(),
            planned.inputBound() + planned.outputBound(),
            planned.outputBound());
    CallResult.Answered second = calls.hear(repair::again, again);
    return second == null ? null : second.text();
  }

  private ModelRequest request(Case matter, JudgeRequests.Brief brief) {
    return requests.write(matter.plan(), brief, matter.shown());
  }

  private JudgeCalls calls(Case matter, Course course, AnswerFlow flow) {
    RunCancellation run = course.control().cancellation();
    ModelCaller reader =
        loops.over(caller, matter.plan().web(), course.sources(), run::isCancelled);
    return new JudgeCalls(reader, time, matter.plan(), course, flow);
  }

  /** Who stands behind each label. */
  private static List<Voice> voices(Case matter, List<PanelAnswer.Usable> shown) {
    List<ModelSlug> panel =
        matter.plan().panel().stream().map(seat -> seat.call().model().slug()).toList();
    return shown.stream()
        .map(answer -> answer.seat())
        .map(seat -> {
          ModelSlug model = seat.call().model().slug();
          boolean alone = panel.stream().filter(model::equals).count() == 1;
          return new Voice(model, seat.index(), alone);
        })
        .toList();
  }
}
