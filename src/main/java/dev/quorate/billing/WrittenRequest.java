package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.UuidV7;
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
  private final Attribution attribution;
  private final LedgerIntake intake;
  private final Clock clock;
  private final List<CommittedIntent> firstWave;
  // From here on guarded by this.
  private final Map<UUID, Line> lines = new LinkedHashMap<>();
  private final RequestHolds holds;
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
    this.attribution = opening.attribution();
    this.intake = intake;
    this.clock = clock;
    this.firstWave = opening.calls().stream().map(this::intent).toList();
    firstWave.forEach(intent -> lines.put(intent.callId(), new Line(intent)));
    Money amount = attribution.test() ? Money.ZERO : opening.hold();
    Money planned =
        firstWave.stream().map(intent -> intent.call().worstCase()).reduce(Money.ZERO, Money::plus);
    this.holds = new RequestHolds(hold(amount), planned);
  }

  /**
   * Commits the first transaction.
   *
   * @throws dev.quorate.kernel.GatewayException LEDGER_UNAVAILABLE; if the rows get written after
   *     all, the request is refused in the ledger and its calls are not sent
   */
  void open() {
    List<LedgerRow> rows = new ArrayList<>();
    rows.add(
        new LedgerRow.Request(
            opening.id(),
            attribution,
            opening.endpoint(),
            opening.modelAsked(),
            opening.preset(),
            opening.receivedAt()));
    rows.add(holds.first());
    firstWave.forEach(intent -> rows.add(row(intent)));
    LedgerWork work = intake.offer(rows);
    LedgerIntake.Outcome outcome = intake.await(work);
    if (outcome == LedgerIntake.Outcome.COMMITTED) {
      return;
    }
    if (outcome == LedgerIntake.Outcome.LATE && !intake.withdraw(work)) {
      end(RequestStatus.REFUSED, Set.of(), ErrorCode.LEDGER_UNAVAILABLE);
    }
    throw LedgerIntake.unavailable();
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
    List<Asked> wave = new ArrayList<>();
    LedgerWork work;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("request " + opening.id() + " is closed");
      }
      List<LedgerRow> rows = new ArrayList<>();
      for (PlannedCall call : calls) {
        Asked asked = ask(call);
        wave.add(asked);
        if (asked.topUp() != null) {
          rows.add(asked.topUp());
        }
        rows.add(row(asked.intent()));
      }
      work = intake.offer(rows);
    }
    switch (intake.await(work)) {
      case COMMITTED -> {
        return wave.stream().map(Asked::intent).toList();
      }
      case REJECTED -> wave.forEach(this::forget);
      case LATE -> giveUp(work, wave);
    }
    throw LedgerIntake.unavailable();
  }

  /** A further call and what its hold had to be topped up by. */
  private record Asked(CommittedIntent intent, LedgerRow.@Nullable Hold topUp) {}

  private Asked ask(PlannedCall call) {
    CommittedIntent intent = intent(call);
    LedgerRow.Hold topUp = holds.covers(intent.call()) ? null : hold(intent.call().worstCase());
    holds.reserve(intent.call(), topUp);
    lines.put(intent.callId(), new Line(intent));
    return new Asked(intent, topUp);
  }

  /** Nothing may leave for the intents any more, whether their rows get written or not. */
  private synchronized void giveUp(LedgerWork work, List<Asked> wave) {
    // Once closed, the rows of the closing count on them; so they must be written.
    if (!closed && intake.withdraw(work)) {
      wave.forEach(this::forget);
    } else {
      wave.forEach(asked -> settleLeftOver(asked.intent()));
    }
  }

  private synchronized void forget(Asked asked) {
    lines.remove(asked.intent().callId());
    holds.forget(asked.intent().call(), asked.topUp());
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
      intake.later(new LedgerRow.Settlement(attribution.workspace(), intent.callId(), charge));
    }
    return settled;
  }

  @Override
  public void close(RequestStatus status, Set<UUID> usedCalls) {
    LedgerWork work = end(status, usedCalls, null);
    if (work != null) {
      intake.awaitEnd(work);
    }
  }

  /** Hands in the rows of the end, once; null when that was done before. */
  private synchronized @Nullable LedgerWork end(
      RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    if (closed) {
      return null;
    }
    closed = true;
    Money spent = Money.ZERO;
    boolean ran = false;
    for (Line line : List.copyOf(lines.values())) {
      SettledCall settled = line.settled == null ? settleLeftOver(line.intent) : line.settled;
      spent = spent.plus(settled.amount());
      ran |= settled.ending().outcome() != CallOutcome.NOT_SENT;
    }
    List<LedgerRow> rows = new ArrayList<>(holds.ends(ran, spent));
    rows.add(
        new LedgerRow.RequestEnd(
            attribution.workspace(),
            opening.id(),
            status,
            usedCalls.stream().sorted().toList(),
            code));
    return intake.now(rows);
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

  /** A test key's calls are planned at price zero, so that their lines recompute to zero. */
  private CommittedIntent intent(PlannedCall call) {
    PlannedCall priced = attribution.test() ? atZero(call) : call;
    return new CommittedIntent(UuidV7.create(clock), priced);
  }

  private static PlannedCall atZero(PlannedCall call) {
    return new PlannedCall(
        call.role(),
        call.panelIndex(),
        call.step(),
        call.attempt(),
        call.parent(),
        call.model().at(call.model().price().atZero()),
        call.inputBound(),
        call.outputBound());
  }

  private LedgerRow.Hold hold(Money amount) {
    return new LedgerRow.Hold(attribution.workspace(), UuidV7.create(clock), opening.id(), amount);
  }

  private LedgerRow row(CommittedIntent intent) {
    return new LedgerRow.Intent(intent.callId(), opening.id(), attribution, intent.call());
  }
}
