package dev.quorate.kernel.call;

import java.util.List;

/**
 * One request's side of the ledger, as the rooms that make calls see it. Thread-safe; methods may
 * block the calling virtual thread, never a platform thread of the container.
 */
public interface CallJournal {
  /**
   * Commits the intent of a further call (judge, retry, fallback) and tops the hold up by its worst
   * case. Returns after the commit; the endings given before it are committed with it at the
   * latest.
   *
   * @throws dev.quorate.kernel.GatewayException LEDGER_UNAVAILABLE when it cannot be committed; the
   *     call must not leave
   */
  CommittedIntent next(PlannedCall call);

  /** The same for several calls; a ledger commits them together, all of them or none. */
  default List<CommittedIntent> nextAll(List<PlannedCall> calls) {
    return calls.stream().map(this::next).toList();
  }

  /**
   * Ends a call, at most once: the first ending wins and later ones return it. The amount is final
   * at return; the row is committed within 100 ms or with the next commit of this request. Never
   * fails for a database that is away: the ending waits for it.
   */
  SettledCall settle(CommittedIntent intent, CallEnding ending);
}
