package dev.quorate.fusion.plan;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ToolOffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run will do, resolved once, frozen and printable. Whatever can be refused was
 * refused before one of these exists.
 *
 * @param conversation as the caller sent it; the judge sees it too
 * @param panel 1 to 8 seats in the caller's order; exactly one for a direct call
 * @param judge null for a direct call
 * @param minAnswers fewest usable answers the run can live with, 1 ≤ min ≤ quorum
 * @param quorum usable answers at which the grace clock starts, quorum ≤ panel size
 * @param grace how long stragglers may still arrive after quorum
 * @param panelDeadline when the panel ends whatever happens; the run's deadline less the judge's
 *     slice
 * @param deadline when the run ends whatever happens
 * @param shown what the reply shows beside the answer
 * @param web what panelists and judge may ask of the web
 * @param outer the outer model of a turn; null where the panel always runs
 */
public record RunPlan(
    RequestId requestId,
    Conversation conversation,
    List<Seat> panel,
    @Nullable JudgeSeat judge,
    int minAnswers,
    int quorum,
    Duration grace,
    Deadline panelDeadline,
    Deadline deadline,
    Shown shown,
    WebUse web,
    @Nullable OuterSeat outer) {

  /**
   * What the reply shows beside the answer.
   *
   * @param panel each panelist's text
   * @param analysis the judge's comparison
   */
  public record Shown(boolean panel, boolean analysis) {
    public static final Shown ANSWER = new Shown(false, false);
  }

  /**
   * A panelist's place: what it is asked and what its intent says.
   *
   * @param knownDrop why this seat's call is never made, known when the run was planned; null for a
   *     seat that is called. A seat with a reason has no intent and no line and costs 0
   * @param kept what it said in an earlier run, so that it is not asked again; null where there was
   *     none. Such a seat has no intent and no line either
   */
  public record Seat(
      int index,
      ModelRequest request,
      PlannedCall call,
      @Nullable DropReason knownDrop,
      @Nullable KeptAnswer kept) {
    /** A seat of a run of its own. */
    public Seat(int index, ModelRequest request, PlannedCall call, @Nullable DropReason knownDrop) {
      this(index, request, call, knownDrop, null);
    }

    /** A seat that is called. */
    public Seat(int index, ModelRequest request, PlannedCall call) {
      this(index, request, call, null);
    }

    /** Whether a call is made for this seat. */
    public boolean isCalled() {
      return knownDrop == null && kept == null;
    }

    /** Whether the judge may have an answer of this seat to read. */
    boolean mayAnswer() {
      return isCalled() || kept instanceof KeptAnswer.Usable;
    }
  }

  /**
   * The judge's place.
   *
   * @param mode what it does with the answers
   * @param seed order in which the judge sees the answers
   * @param call its bounds cover the judge's prompt with every answer at its cap
   * @param tools what it is offered
   * @param settings the caller's where the judge writes the final text, else those of its JSON
   * @param writer who writes the answer from the judge's comparison; null where the judge writes,
   *     where it chooses, and where the outer model of a turn does
   * @param judgeSingle whether it still runs when one answer is usable
   */
  public record JudgeSeat(
      Mode mode,
      PlannedCall call,
      ToolOffer tools,
      CallerSettings settings,
      @Nullable WriterSeat writer,
      long seed,
      boolean judgeSingle,
      OnJudgeFailure onFailure) {
    /** The same judge where somebody else writes. */
    JudgeSeat withoutWriter() {
      return new JudgeSeat(mode, call, tools, settings, null, seed, judgeSingle, onFailure);
    }
  }

  /**
   * Who writes the final text from a comparison.
   *
   * @param settings the caller's
   */
  public record WriterSeat(PlannedCall call, CallerSettings settings) {}

  /**
   * The outer model of a turn, which decides whether the panel is asked and writes the answer.
   *
   * @param call its first call; later ones have the same model
   * @param laterInputBound tokens the input of a later call cannot exceed
   * @param request its first request, with the fusion tool among its tools
   */
  public record OuterSeat(PlannedCall call, long laterInputBound, ModelRequest request) {
    /** The call after the first, or the one after that. */
    public PlannedCall later(int step) {
      return new PlannedCall(
          call.role(), null, step, 0, null, call.model(), laterInputBound, call.outputBound());
    }
  }

  public RunPlan {
    panel = List.copyOf(panel);
  }

  /** A run with a judge; a direct call has none. */
  public boolean isFusion() {
    return judge != null || outer != null;
  }

  /**
   * The calls known now, committed together before the first byte leaves: one for each seat that is
   * called, in the order of the seats.
   */
  public List<PlannedCall> firstWave() {
    return outer == null ? panelWave() : List.of(outer.call());
  }

  /** The same panel and judge inside a turn, whose outer model writes. */
  RunPlan within(OuterSeat outerSeat) {
    JudgeSeat comparing = judge == null ? null : judge.withoutWriter();
    return new RunPlan(
        requestId,
        conversation,
        panel,
        comparing,
        minAnswers,
        quorum,
        grace,
        panelDeadline,
        deadline,
        shown,
        web,
        outerSeat);
  }

  /** The panel's calls, committed together. */
  public List<PlannedCall> panelWave() {
    return panel.stream().filter(Seat::isCalled).map(Seat::call).toList();
  }

  /** A member's share of the hold: its first call, and its first steps on the web. */
  public Money worstCase(PlannedCall first) {
    return web.held(first).map(PlannedCall::worstCase).reduce(Money.ZERO, Money::plus);
  }

  /**
   * The hold: every call that is known now and a member's first steps on the web, at their worst.
   */
  public Money worstCase() {
    return held().map(PlannedCall::worstCase).reduce(Money.ZERO, Money::plus);
  }

  /** The most tokens that the calls of the hold can use, in and out. */
  public long tokenBound() {
    return held().mapToLong(call -> call.inputBound() + call.outputBound()).sum();
  }

  private Stream<PlannedCall> held() {
    Stream.Builder<PlannedCall> calls = Stream.builder();
    panelWave().stream().flatMap(web::held).forEach(calls);
    if (judge != null) {
      web.held(judge.call()).forEach(calls);
      if (judge.writer() != null) {
        calls.add(judge.writer().call());
      }
    }
    if (outer != null) {
      calls.add(outer.call());
      if (judge != null) {
        calls.add(outer.later(1));
      }
    }
    return calls.build();
  }
}
