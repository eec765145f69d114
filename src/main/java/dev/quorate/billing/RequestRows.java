package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one request. Knows no state: the same again is the same rows with new ids. */
final class RequestRows {
  private final RequestOpening opening;
  private final Attribution attribution;
  private final Clock clock;

  RequestRows(RequestOpening opening, Clock clock) {
    this.opening = opening;
    this.attribution = opening.attribution();
    this.clock = clock;
  }

  /**
   * Further calls, and what the hold has to be topped up by for them.
   *
   * @param covered those the opening's hold was made with in mind
   */
  record Wave(
      List<CommittedIntent> intents, List<PlannedCall> covered, LedgerRow.@Nullable Hold topUp) {}

  /** A test key's calls are planned at price zero, so that their lines recompute to zero. */
  CommittedIntent intent(PlannedCall call) {
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

  /** Nothing is held for a test key. */
  LedgerRow.Hold firstHold() {
    return hold(attribution.test() ? Money.ZERO : opening.hold());
  }

  LedgerRow.Hold hold(Money amount) {
    return new LedgerRow.Hold(UuidV7.create(clock), opening.id(), attribution, amount);
  }

  List<LedgerRow> opened(LedgerRow.Hold hold, List<CommittedIntent> intents) {
    List<LedgerRow> rows = new ArrayList<>();
    rows.add(
        new LedgerRow.Request(
            opening.id(),
            attribution,
            opening.endpoint(),
            opening.modelAsked(),
            opening.preset(),
            opening.receivedAt(),
            hold.id()));
    rows.add(hold);
    intents.forEach(intent -> rows.add(row(intent, hold.id())));
    return rows;
  }

  List<LedgerRow> of(Wave wave) {
    LedgerRow.Hold topUp = wave.topUp();
    List<LedgerRow> rows = new ArrayList<>();
    if (topUp != null) {
      rows.add(topUp);
    }
    wave.intents().forEach(intent -> rows.add(row(intent, topUp == null ? null : topUp.id())));
    return rows;
  }

  private LedgerRow row(CommittedIntent intent, @Nullable UUID heldBy) {
    return new LedgerRow.Intent(intent.callId(), opening.id(), attribution, intent.call(), heldBy);
  }

  /** The ends of a wave that was written when nobody waited for it any more. */
  List<LedgerRow> undone(Wave wave) {
    List<LedgerRow> rows = new ArrayList<>(unsent(wave.intents()));
    LedgerRow.Hold topUp = wave.topUp();
    if (topUp != null) {
      rows.add(
          new LedgerRow.HoldEnd(
              topUp.workspace(), topUp.id(), LedgerRow.HoldEnd.Outcome.VOIDED, Money.ZERO, true));
    }
    return rows;
  }

  /** Endings of calls that never left. */
  List<LedgerRow> unsent(List<CommittedIntent> intents) {
    CallEnding ending = CallEnding.free(CallOutcome.NOT_SENT, null, Duration.ZERO);
    return intents.stream()
        .map(intent -> settlement(intent, Charge.of(intent.call(), ending)))
        .toList();
  }

  LedgerRow settlement(CommittedIntent intent, Charge charge) {
    return new LedgerRow.Settlement(attribution.workspace(), intent.callId(), charge);
  }

  LedgerRow end(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
    return new LedgerRow.RequestEnd(
        attribution.workspace(), opening.id(), status, usedCalls.stream().sorted().toList(), code);
  }
}
