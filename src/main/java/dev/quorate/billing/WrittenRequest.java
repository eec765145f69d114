package dev.quorate.billing;

import dev.quorate.billing.RequestRows.Wave;
import dev.quorate.billing.budget.Headroom;
import dev.quorate.billing.budget.HoldVerdict;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request's lines and holds while it runs. What is decided here in memory reaches the database
 * in the same order. No lock is held while a commit is waited for.
 */
final class WrittenRequest implements OpenRequest {
  private static final System.Logger LOG = System.getLogger(WrittenRequest.class.getName());

  private final RequestOpening opening;
  private final LedgerIntake intake;
  private final RequestRows rows;
  private final List<CommittedIntent> firstWave;
  // From here on guarded by this.
  private final Map<UUID, Line> lines = new LinkedHashMap<>();
  private final RequestHolds holds;
  private @Nullable Headroom headroom;
  private boolean closed;

  /** A call and, once it has ended, its settlement. */
  private static final class Line {
    private final CommittedIntent intent;
    private @Nullable SettledCall settled;

    Line(CommittedIntent intent) {
      this.intent = intent;
    }
  }

  WrittenRequest(RequestOpening opening, LedgerIntake intake, Clock clock) {
    this.opening = opening;
    this.intake = intake;
    this.rows = new RequestRows(opening, clock);
    this.firstWave = opening.calls().stream().map(rows::intent).toList();
    firstWave.forEach(intent -> lines.put(intent.callId(), new Line(intent)));
    Money planned =
        firstWave.stream().map(intent -> intent.call().worstCase()).reduce(Money.ZERO, Money::plus);
    this.holds = new RequestHolds(rows.firstHold(), planned);
  }

  /**
   * Commits the first transaction.
   *
   * @throws dev.quorate.kernel.GatewayException LEDGER_UNAVAILABLE; if the rows get written after
   *     all, the request is refused in the ledger and its calls are not sent. Or a budget has no
   *     room: nothing is written
   */
  void open() {
    LedgerRow.Hold hold = holds.first();
    LedgerWork work = intake.offer(rows.opened(hold, firstWave));
    LedgerIntake.Outcome outcome = intake.await(work);
    if (outcome == LedgerIntake.Outcome.COMMITTED) {
      heard(work.written());
      return;
    }
    if (outcome == LedgerIntake.Outcome.LATE && !intake.withdraw(work)) {
      intake.following(work, this::refuseLate);
    }
    throw LedgerIntake.unavailable();
  }

  /** The rows that end a request whose caller was told that the ledger cannot be written. */
  private synchronized List<LedgerRow> refuseLate(LedgerWork.Written written) {
    if (written.isRefused()) {
      return List.of();
    }
    return ending(RequestStatus.REFUSED, Set.of(), ErrorCode.LEDGER_UNAVAILABLE);
  }

  /**
   * Takes in what the budgets said.
   *
   * @throws dev.quorate.kernel.GatewayException the scope that had no room
   */
  private synchronized void heard(LedgerWork.Written written) {
    HoldVerdict verdict = written.verdict();
    if (verdict == null) {
      return;
    }
    if (written.isRefused()) {
      throw verdict.refusal();
    }
    headroom = verdict.headroom();
  }

  @Override
  public List<CommittedIntent> firstWave() {
    return firstWave;
  }

  @Override
  public CommittedIntent next(PlannedCall call) {
    return nextAll(List.of(call)).getFirst();
  }

  @Override
  public List<CommittedIntent> nextAll(List<PlannedCall> calls) {
    Wave wave;
    LedgerWork work;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("request " + opening.id() + " is closed");
      }
      wave = ask(calls);
      work = intake.offer(rows.of(wave));
    }
    switch (intake.await(work)) {
      case COMMITTED -> {
        return committed(wave, work.written());
      }
      case REJECTED -> forget(wave);
      case LATE -> giveUp(work, wave);
    }
    throw LedgerIntake.unavailable();
  }

  private Wave ask(List<PlannedCall> calls) {
    List<CommittedIntent> intents = calls.stream().map(rows::intent).toList();
    List<PlannedCall> covered = new ArrayList<>();
    Money missing = Money.ZERO;
    for (CommittedIntent intent : intents) {
      PlannedCall call = intent.call();
      if (holds.covers(call)) {
        holds.claim(call);
        covered.add(call);
      } else {
        missing = missing.plus(call.worstCase());
      }
    }
    boolean enough = covered.size() == calls.size();
    Wave wave = new Wave(intents, covered, enough ? null : rows.hold(missing));
    Money maxCost = opening.maxCost();
    if (maxCost != null && holds.total().plus(missing).compareTo(maxCost) > 0) {
      covered.forEach(holds::unclaim);
      throw ErrorCode.MAX_COST_EXCEEDED.because(
          "A further call would take the request above its max_cost_usd.");
    }
    return wave;
  }

  private synchronized List<CommittedIntent> committed(Wave wave, LedgerWork.Written written) {
    if (written.isRefused()) {
      wave.covered().forEach(holds::unclaim);
    } else if (closed) {
      rows.undone(wave).forEach(intake::later);
      throw new IllegalStateException("request " + opening.id() + " was closed meanwhile");
    }
    LedgerRow.Hold topUp = wave.topUp();
    if (topUp != null) {
      heard(written);
      holds.add(topUp);
    }
    wave.intents().forEach(intent -> lines.put(intent.callId(), new Line(intent)));
    return wave.intents();
  }

  /** Nothing may leave for the intents any more, whether their rows get written or not. */
  private void giveUp(LedgerWork work, Wave wave) {
    forget(wave);
    if (!intake.withdraw(work)) {
      intake.following(work, written -> written.isRefused() ? List.of() : rows.undone(wave));
    }
  }

  private synchronized void forget(Wave wave) {
    wave.covered().forEach(holds::unclaim);
  }

  @Override
  public synchronized SettledCall settle(CommittedIntent intent, CallEnding ending) {
    Line line = lines.get(intent.callId());
    if (line == null) {
      throw new IllegalStateException("no call " + intent.callId() + " in " + opening.id());
    }
    SettledCall settled = line.settled;
    if (settled == null) {
      Charge charge = Charge.of(intent.call(), ending);
      settled = new SettledCall(intent.callId(), intent.call(), charge.ending(), charge.amount());
      line.settled = settled;
      intake.later(rows.settlement(intent, charge));
    }
    return settled;
  }

  @Override
  public void close(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    LedgerWork work = end(status, usedCalls, code);
    if (work != null && intake.awaitEnd(work)) {
      HoldVerdict verdict = work.written().verdict();
      headroom = verdict == null ? headroom : verdict.headroom();
    }
  }

  @Override
  public synchronized @Nullable Headroom headroom() {
    return headroom;
  }

  /** Hands in the rows of the end, once; null when that was done before. */
  private synchronized @Nullable LedgerWork end(
      RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    return closed ? null : intake.now(ending(status, usedCalls, code));
  }

  private List<LedgerRow> ending(
      RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    closed = true;
    Money spent = Money.ZERO;
    boolean ran = false;
    for (Line line : List.copyOf(lines.values())) {
      SettledCall settled = line.settled == null ? settleLeftOver(line.intent) : line.settled;
      spent = spent.plus(settled.amount());
      ran |= settled.ending().outcome() != CallOutcome.NOT_SENT;
    }
    List<LedgerRow> ends = new ArrayList<>(holds.ends(ran, spent));
    ends.add(rows.end(status, usedCalls, code));
    return ends;
  }

  /**
   * Ends a call nobody ended: not sent if its intent is unspent, and then it cannot be sent later.
   */
  private SettledCall settleLeftOver(CommittedIntent intent) {
    CallOutcome outcome = CallOutcome.NOT_SENT;
    try {
      intent.spend();
    } catch (IllegalStateException e) {
      outcome = CallOutcome.UNKNOWN;
      LOG.log(
          System.Logger.Level.WARNING,
          "Call {0} of {1} was sent and never ended; it is settled as unknown.",
          intent.callId(),
          opening.id());
    }
    return settle(intent, CallEnding.free(outcome, null, Duration.ZERO));
  }
}
