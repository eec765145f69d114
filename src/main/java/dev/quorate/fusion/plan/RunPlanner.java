package dev.quorate.fusion.plan;

import dev.quorate.fusion.prompt.JudgeSpace;
import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.websearch.WebTools;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Turns what was asked into a frozen plan. Everything that can be refused is refused here, before a
 * hold is placed or a byte leaves. Pure but for the clock of the deadline and the seed it draws.
 *
 * <p>A panelist that is known to be unable to take the prompt (too long for its context, images for
 * a model without vision) keeps its seat as a known drop; the plan is refused only where fewer than
 * {@code min_answers} seats are left to call.
 */
@Singleton
public class RunPlanner {
  /** Keys and brackets around the texts of a tool's result. */
  private static final long TOKENS_OF_A_RESULT = 500;

  private final TokenCounter counter;
  private final WebPlanner web;
  private final LongSupplier nanoTime;
  private final LongSupplier seeds;

  @Inject
  public RunPlanner(TokenCounter counter, WebTools web) {
    // 31 bits, so that a client that reads JSON numbers as doubles or ints gives back what it got.
    this(
        counter,
        web,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextInt() & Integer.MAX_VALUE);
  }

  /** With a clock and seeds of its own. */
  public RunPlanner(TokenCounter counter, WebTools web, LongSupplier nanoTime, LongSupplier seeds) {
    this.counter = counter;
    this.web = new WebPlanner(web);
    this.nanoTime = nanoTime;
    this.seeds = seeds;
  }

  /**
   * A panel and its judge. Starts the run's clock.
   *
   * @throws dev.quorate.kernel.GatewayException PANEL_REQUIRED, INVALID_VALUE, FUSION_RECURSION,
   *     MODEL_NOT_FOUND, and what the directory refuses
   */
  public RunPlan planFusion(FusionAsk ask, ModelDirectory models) {
    long start = nanoTime.getAsLong();
    requireOuterRequest(ask);
    requirePanel(ask);
    FusionLimits limits = FusionLimits.of(ask);
    ModelFinder finder = new ModelFinder(models);
    List<Member> panel = finder.panel(ask.analysisModels(), ask.fields().panel());
    String judgeName = ask.synthesisModel();
    PricedModel judge =
        judgeName == null
            ? panel.getFirst().needed(ask.fields().panel() + "[0]")
            : finder.one(judgeName, ask.fields().judge());

    WebUse use = web.use(ask.web(), called(panel, judge), models::mayUseWeb);
    PromptSize size = PromptSize.of(ask.conversation(), counter);
    List<RunPlan.Seat> seats = seats(ask, panel, size, use);
    requireEnough(seats, limits.minAnswers(), ask.fields().panel());
    Deadline deadline = new Deadline(start + limits.deadline().toNanos());
    return new RunPlan(
        ask.requestId(),
        ask.conversation(),
        seats,
        new JudgePlanner(judge, CallRole.JUDGE, seats, size, counter)
            .seat(ask, use, seeds.getAsLong()),
        limits.minAnswers(),
        limits.quorum(),
        limits.grace(),
        new Deadline(deadline.nanoTime() - limits.judgeSlice().toNanos()),
        deadline,
        ask.shown(),
        use,
        null);
  }

  /**
   * A judge for a panel that has answered before. Starts the run's clock.
   *
   * @param ask names the judge and the order; its panel is that of the answers
   * @param answers one for each seat, at least one of them usable
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE, FUSION_RECURSION, MODEL_NOT_FOUND,
   *     and what the directory refuses
   */
  public RunPlan planRejudge(FusionAsk ask, List<KeptAnswer> answers, ModelDirectory models) {
    long start = nanoTime.getAsLong();
    requireOuterRequest(ask);
    String judge = Objects.requireNonNull(ask.synthesisModel());
    Deadline deadline = new Deadline(start + FusionLimits.deadline(ask).toNanos());
    return new RejudgePlanner(counter, web, deadline)
        .plan(ask, new ModelFinder(models).one(judge, ask.fields().judge()), answers, models);
  }

  /**
   * One model's answer: a panel of one and no judge. A prompt that looks too long is sent all the
   * same; the provider's refusal says more than ours could.
   *
   * @throws dev.quorate.kernel.GatewayException MODEL_NOT_FOUND, and what the directory refuses
   */
  public RunPlan planDirect(DirectAsk ask, ModelDirectory models) {
    long start = nanoTime.getAsLong();
    PricedModel model = new ModelFinder(models).one(ask.model(), "model");
    requireTools(model, ask.tools());
    PromptSize size = PromptSize.of(ask.conversation(), ask.tools(), counter);
    int cap = size.outputCap(model, ask.settings().maxOutputTokens());
    ModelRequest request =
        new ModelRequest(ask.conversation(), ask.settings().capped(cap), ask.tools(), false);
    PlannedCall call = PlannedCall.first(CallRole.DIRECT, null, model, size.bound(), cap);
    Deadline deadline = new Deadline(start + FusionLimits.DEFAULT_DEADLINE.toNanos());
    return new RunPlan(
        ask.requestId(),
        ask.conversation(),
        List.of(new RunPlan.Seat(0, request, call)),
        null,
        1,
        1,
        Duration.ZERO,
        deadline,
        deadline,
        RunPlan.Shown.ANSWER,
        WebUse.NONE,
        null);
  }

  /**
   * A turn: an outer model that may ask a panel, or must where the caller forces it.
   *
   * @throws dev.quorate.kernel.GatewayException MODEL_LACKS_TOOLS, and what a panel can be refused
   *     for
   */
  public RunPlan planTurn(TurnAsk ask, ModelDirectory models) {
    ModelFinder finder = new ModelFinder(models);
    requireOuterRequest(ask.inner());
    PricedModel model = finder.one(ask.model(), ask.modelField());
    ToolOffer tools = ask.enabled() ? FusionTool.among(ask.tools(), ask.forced()) : ask.tools();
    requireTools(model, tools);
    PromptSize size = PromptSize.of(ask.inner().conversation(), tools, counter);
    int cap = size.outputCap(model, ask.settings().maxOutputTokens());
    ModelRequest request =
        new ModelRequest(ask.inner().conversation(), ask.settings().capped(cap), tools, false);
    PlannedCall call = PlannedCall.first(CallRole.WRITER, null, model, size.bound(), cap);
    if (!ask.enabled()) {
      return alone(ask, new RunPlan.OuterSeat(call, size.bound(), request));
    }
    RunPlan inner = planFusion(ask.inner(), models);
    long answers =
        inner.panelWave().stream().mapToLong(seat -> JudgeSpace.mostOf(seat.outputBound())).sum();
    long analysis = inner.judge() == null ? 0 : inner.judge().call().outputBound();
    long later = size.bound() + cap + answers + analysis + TOKENS_OF_A_RESULT;
    Integer context = model.contextLength();
    return inner.within(
        new RunPlan.OuterSeat(call, context == null ? later : Math.min(later, context), request));
  }

  /** An outer model whose caller switched fusion off. */
  private RunPlan alone(TurnAsk ask, RunPlan.OuterSeat outer) {
    Deadline deadline =
        new Deadline(nanoTime.getAsLong() + FusionLimits.DEFAULT_DEADLINE.toNanos());
    return new RunPlan(
        ask.inner().requestId(),
        ask.inner().conversation(),
        List.of(),
        null,
        0,
        0,
        Duration.ZERO,
        deadline,
        deadline,
        ask.inner().shown(),
        WebUse.NONE,
        outer);
  }

  /** A model that says what it supports and does not name tools would only be refused later. */
  private static void requireTools(PricedModel model, ToolOffer tools) {
    if (!tools.isEmpty() && WebUse.lacksTools(model)) {
      throw ErrorCode.MODEL_LACKS_TOOLS.because(
          "tools", "The model '" + model.slug() + "' cannot call tools.");
    }
  }

  private static void requireOuterRequest(FusionAsk ask) {
    if (ask.depth() > 0) {
      throw ErrorCode.FUSION_RECURSION.because(
          "model", "This request comes from inside a fusion run, where fusion is not served.");
    }
  }

  private static void requirePanel(FusionAsk ask) {
    int size = ask.analysisModels().size();
    if (size == 0) {
      throw ErrorCode.PANEL_REQUIRED.because(
          ask.fields().panel(), "Name the panel: 1 to 8 models in " + ask.fields().panel() + ".");
    }
    if (size > FusionLimits.MAX_PANEL) {
      throw ErrorCode.INVALID_VALUE.because(
          ask.fields().panel(), "A panel has at most 8 models, not " + size + ".");
    }
  }

  private static List<PricedModel> called(List<Member> panel, PricedModel judge) {
    Stream<PricedModel> panelists =
        panel.stream().filter(member -> !member.isForbidden()).map(Member::model);
    return Stream.concat(panelists, Stream.of(judge)).toList();
  }

  private List<RunPlan.Seat> seats(FusionAsk ask, List<Member> panel, PromptSize size, WebUse use) {
    List<RunPlan.Seat> seats = new ArrayList<>();
    for (int index = 0; index < panel.size(); index++) {
      Member member = panel.get(index);
      PricedModel model = member.model();
      ToolOffer tools = use.offer(model);
      PromptSize whole = size.with(tools, counter);
      int cap = whole.outputCap(model, ask.settings().maxOutputTokens());
      seats.add(
          new RunPlan.Seat(
              index,
              new ModelRequest(ask.conversation(), ask.settings().capped(cap), tools, true),
              PlannedCall.first(CallRole.PANEL, index, model, whole.bound(), cap),
              member.isForbidden() ? DropReason.POLICY : size.dropFor(model)));
    }
    return seats;
  }

  private static void requireEnough(List<RunPlan.Seat> seats, int minAnswers, String param) {
    long called = seats.stream().filter(RunPlan.Seat::isCalled).count();
    long forbidden = seats.stream().filter(seat -> seat.knownDrop() == DropReason.POLICY).count();
    if (called < minAnswers && called + forbidden >= minAnswers) {
      throw ErrorCode.POLICY_VIOLATION.because(
          param,
          "A policy forbids %d of %d panel models; %d must answer."
              .formatted(forbidden, seats.size(), minAnswers));
    }
    if (called < minAnswers) {
      throw ErrorCode.INVALID_VALUE.because(
          param,
          ("The prompt is too long, or of a kind they do not take, for %d of %d panel models; "
                  + "%d must answer.")
              .formatted(seats.size() - called, seats.size(), minAnswers));
    }
  }
}
