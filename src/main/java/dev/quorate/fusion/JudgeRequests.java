package dev.quorate.fusion;

import dev.quorate.fusion.plan.PromptSize;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.prompt.AnswerText;
import dev.quorate.fusion.prompt.JudgePrompt;
import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.fusion.prompt.SeededOrder;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Writes what the judge is asked, within the bounds its plan was made with. But for the mark the
 * same plan and answers give the same request.
 */
final class JudgeRequests {
  private final TokenCounter counter;
  private final Supplier<String> marks;

  /**
   * @param marks a fence mark for each run, letters and digits, not to be guessed
   */
  JudgeRequests(TokenCounter counter, Supplier<String> marks) {
    this.counter = counter;
    this.marks = marks;
  }

  ModelRequest write(RunPlan plan, RunPlan.JudgeSeat seat, List<PanelAnswer.Usable> usable) {
    Conversation seen =
        PromptSize.isBlind(seat.call().model())
            ? JudgePrompt.withoutImages(plan.conversation())
            : plan.conversation();
    List<PanelAnswer.Usable> shown = inOrder(plan, seat, usable);
    String mark = marks.get();
    List<String> texts =
        shown.stream().map(answer -> AnswerText.neutral(answer.text(), mark)).toList();
    List<Long> longest =
        shown.stream().map(one -> JudgeSpace.mostOf(one.seat().call().outputBound())).toList();
    return isRoomy(seat.call())
        ? request(seat, JudgePrompt.of(seen, cut(texts, longest), mark), seat.call().outputBound())
        : tight(seat, seen, texts, longest, mark);
  }

  /** The seed orders the seats, so a drop does not change the order of the others. */
  private static List<PanelAnswer.Usable> inOrder(
      RunPlan plan, RunPlan.JudgeSeat seat, List<PanelAnswer.Usable> usable) {
    Map<Integer, PanelAnswer.Usable> bySeat = new HashMap<>();
    usable.forEach(answer -> bySeat.put(answer.seat().index(), answer));
    return SeededOrder.of(seat.seed(), plan.panel().size()).stream()
        .map(bySeat::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Whether the context holds the longest prompt and the longest answer, so nothing need be
   * counted.
   */
  private static boolean isRoomy(PlannedCall call) {
    Integer context = call.model().contextLength();
    return context == null || call.inputBound() + call.outputBound() <= context;
  }

  private ModelRequest tight(
      RunPlan.JudgeSeat seat,
      Conversation seen,
      List<String> texts,
      List<Long> longest,
      String mark) {
    JudgeSpace space =
        JudgeSpace.of(
            seat.call().model(),
            counter.count(seen),
            texts.size(),
            seat.settings().maxOutputTokens(),
            counter);
    List<Long> wanted = new ArrayList<>();
    for (int index = 0; index < texts.size(); index++) {
      wanted.add(Math.min(counter.count(texts.get(index)), longest.get(index)));
    }
    Conversation prompt = JudgePrompt.of(seen, cut(texts, space.shares(wanted)), mark);
    int cap = space.outputCapBeside(counter.count(prompt));
    return request(seat, prompt, Math.min(cap, seat.call().outputBound()));
  }

  private List<String> cut(List<String> texts, List<Long> tokens) {
    List<String> cut = new ArrayList<>();
    for (int index = 0; index < texts.size(); index++) {
      cut.add(AnswerText.cut(texts.get(index), tokens.get(index), counter));
    }
    return cut;
  }

  private static ModelRequest request(RunPlan.JudgeSeat seat, Conversation prompt, long outputCap) {
    return new ModelRequest(prompt, seat.settings().capped(Math.toIntExact(outputCap)), true);
  }
}
