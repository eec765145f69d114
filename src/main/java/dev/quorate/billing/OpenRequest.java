package dev.quorate.billing;

import dev.quorate.billing.budget.Headroom;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request whose first transaction is committed: its journal, and the one way to end it. */
public interface OpenRequest extends CallJournal {
  /** The committed intents of the opening's calls, in their order. */
  List<CommittedIntent> firstWave();

  /** What is left of the tightest budget, as last heard; null when no budget has a say. */
  @Nullable Headroom headroom();

  /**
   * Releases the hold and closes the request, once; returns after the commit. When the database is
   * away it gives the wait up after {@code quorate.billing.close-wait-ms} and the rows stay queued.
   *
   * @param usedCalls lines whose text went into a later call that succeeded, or into the reply
   * @param code what the client was told of a failure; null for other endings
   */
  void close(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code);

  /** The same for an ending without an error. */
  default void close(RequestStatus status, Set<UUID> usedCalls) {
    close(status, usedCalls, null);
  }
}
