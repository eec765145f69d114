package dev.quorate.fusion;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.PromptSize;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.prompt.AnswerText;
import dev.quorate.fusion.prompt.JudgePrompt;
import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.fusion.prompt.JudgeTask;
import dev.quorate.fusion.prompt.SeededOrder;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ToolOffer;
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

  /**
   * What one reader of the answers is asked.
   *
   * @param call its bounds
   * @param tools what it is offered
   * @param settings the caller's for whoever writes the final text
   * @param analysis the comparison a writer starts from, as text; empty when there is none
   */
  record Brief(
      JudgeTask task, PlannedCall call, ToolOffer tools, CallerSettings settings, String analysis) {
    static Brief of(RunPlan.JudgeSeat seat) {
      return new Brief(seat.mode().task(), seat.call(), seat.tools(), seat.settings(), "");
    }

    static Brief of(RunPlan.WriterSeat seat, String analysis) {
      return new Brief(JudgeTask.WRITER, seat.call(), ToolOffer.NONE, seat.settings(), analysis);
    }
  }

  /** The usable answers in the order they are shown, the first as A. */
  static List<PanelAnswer.Usable> shown(RunPlan plan, long seed, List<PanelAnswer.Usable> usable) {
    // The seed orders the seats, so a drop does not change the order of the others.
    Map<Integer, PanelAnswer.Usable> bySeat = new HashMap<>();
    usable.forEach(answer -> bySeat.put(answer.seat().index(), answer));
    return SeededOrder.of(seed, plan.panel().size()).stream()
        .map(bySeat::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * @param shown in this order
   */
  ModelRequest write(RunPlan plan, Brief brief, List<PanelAnswer.Usable> shown) {
    Conversation seen =
        PromptSize.isBlind(brief.call().model())
            ? JudgePrompt.withoutImages(plan.conversation())
            : plan.conversation();
    String mark = marks.get();
    Material material =
        new Material(
            seen,
            AnswerText.neutral(brief.analysis(), mark),
            shown.stream().map(answer -> AnswerText.neutral(answer.text(), mark)).toList(),
            shown.stream().map(one -> JudgeSpace.mostOf(one.seat().call().outputBound())).toList(),
            mark);
    return isRoomy(brief.call())
        ? request(
            brief,
            prompt(brief, material, cut(material.texts(), material.longest())),
            brief.call().outputBound())
        : tight(brief, material);
  }

  /** All that a prompt is made of. */
  private record Material(
      Conversation seen, String analysis, List<String> texts, List<Long> longest, String mark) {}

  private static Conversation prompt(Brief brief, Material material, List<String> texts) {
    return brief.task() == JudgeTask.WRITER
        ? JudgePrompt.of(material.seen(), material.analysis(), texts, material.mark())
        : JudgePrompt.of(material.seen(), brief.task(), texts, material.mark());
  }

  /**
   * Whether the context holds the longest prompt and the longest answer, so nothing need be
   * counted.
   */
  private static boolean isRoomy(PlannedCall call) {
    Integer context = call.model().contextLength();
    return context == null || call.inputBound() + call.outputBound() <= context;
  }

  private ModelRequest tight(Brief brief, Material material) {
    long fixed =
        counter.count(material.seen())
            + counter.count(material.analysis())
            + PromptSize.tokens(brief.tools(), counter)
            + JudgeSpace.taskTokens(brief.task(), material.texts().size(), counter);
    JudgeSpace space =
        new JudgeSpace(brief.call().model(), fixed, brief.settings().maxOutputTokens());
    List<Long> wanted = new ArrayList<>();
    for (int index = 0; index < material.texts().size(); index++) {
      wanted.add(
          Math.min(counter.count(material.texts().get(index)), material.longest().get(index)));
    }
    Conversation prompt = prompt(brief, material, cut(material.texts(), space.shares(wanted)));
    long tools = PromptSize.tokens(brief.tools(), counter);
    int cap = space.outputCapBeside(counter.count(prompt) + tools);
    return request(brief, prompt, Math.min(cap, brief.call().outputBound()));
  }

  private List<String> cut(List<String> texts, List<Long> tokens) {
    List<String> cut = new ArrayList<>();
    for (int index = 0; index < texts.size(); index++) {
      cut.add(AnswerText.cut(texts.get(index), tokens.get(index), counter));
    }
    return cut;
  }

  private static ModelRequest request(Brief brief, Conversation prompt, long outputCap) {
    return new ModelRequest(
        prompt, brief.settings().capped(Math.toIntExact(outputCap)), brief.tools(), true);
  }
}
