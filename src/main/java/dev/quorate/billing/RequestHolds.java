package dev.quorate.billing;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.PlannedCall;
import java.util.ArrayList;
import java.util.List;

/** The money held for one request: the opening's hold and its top-ups. Guarded by its request. */
final class RequestHolds {
  private final List<LedgerRow.Hold> rows = new ArrayList<>();

  /** Held by the opening for calls that have no intent yet: the planned judge. */
  private Money unclaimed;

  /**
   * @param planned worst case of the first wave, which the first hold includes
   */
  RequestHolds(LedgerRow.Hold first, Money planned) {
    rows.add(first);
    Money rest = first.amount().minus(planned);
    this.unclaimed = rest.compareTo(Money.ZERO) > 0 ? rest : Money.ZERO;
  }

  LedgerRow.Hold first() {
    return rows.getFirst();
  }

  /** Whether the opening's hold was made with this call in mind. A retry never is. */
  boolean covers(PlannedCall call) {
    return call.attempt() == 0 && call.worstCase().compareTo(unclaimed) <= 0;
  }

  /** Takes a call's worst case out of what the opening's hold has left for it. */
  void claim(PlannedCall call) {
    unclaimed = unclaimed.minus(call.worstCase());
  }

  /** Undoes {@link #claim} for a call whose rows were not written. */
  void unclaim(PlannedCall call) {
    unclaimed = unclaimed.plus(call.worstCase());
  }

  /** Counts a written top-up in. */
  void add(LedgerRow.Hold topUp) {
    rows.add(topUp);
  }

  /** All that is held. */
  Money total() {
    return rows.stream().map(LedgerRow.Hold::amount).reduce(Money.ZERO, Money::plus);
  }

  /**
   * The ends of all holds: voided when nothing ran; else posted, and what was spent is laid on them
   * in their order, each up to its amount and the last with what remains.
   */
  List<LedgerRow> ends(boolean ran, Money spent) {
    List<LedgerRow> ends = new ArrayList<>();
    Money left = spent;
    for (int at = 0; at < rows.size(); at++) {
      LedgerRow.Hold hold = rows.get(at);
      boolean last = at == rows.size() - 1;
      Money share = last || left.compareTo(hold.amount()) <= 0 ? left : hold.amount();
      ends.add(
          new LedgerRow.HoldEnd(
              hold.workspace(),
              hold.id(),
              ran ? LedgerRow.HoldEnd.Outcome.POSTED : LedgerRow.HoldEnd.Outcome.VOIDED,
              share,
              !hold.amount().isZero()));
      left = left.minus(share);
    }
    return ends;
  }
}
