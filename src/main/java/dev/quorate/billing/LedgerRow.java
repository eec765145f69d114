package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.PlannedCall;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row to be written; each kind is a table, with the same columns in the same words. */
sealed interface LedgerRow {
  /**
   * The hold handed in with this row whose money it needs: when the budgets refuse that hold, this
   * row is not written either. Null: it needs none.
   */
  default @Nullable UUID heldBy() {
    return null;
  }

  /** {@code inference_request}. */
  record Request(
      RequestId id,
      Attribution attribution,
      String endpoint,
      String modelAsked,
      @Nullable String preset,
      Instant receivedAt,
      @Nullable UUID heldBy)
      implements LedgerRow {}

  /** {@code request_end}. */
  record RequestEnd(
      WorkspaceId workspace,
      RequestId id,
      RequestStatus status,
      List<UUID> usedCalls,
      @Nullable ErrorCode code)
      implements LedgerRow {}

  /** {@code hold}; its expiry comes from the database's clock. */
  record Hold(UUID id, RequestId request, Attribution attribution, Money amount)
      implements LedgerRow {
    WorkspaceId workspace() {
      return attribution.workspace();
    }
  }

  /**
   * {@code hold_end}.
   *
   * @param drew whether anything was held, so that budgets may have reserved it and are to be told
   */
  record HoldEnd(WorkspaceId workspace, UUID id, Outcome outcome, Money spent, boolean drew)
      implements LedgerRow {
    /** How a hold ends. {@code EXPIRED} is for the node that finds it abandoned. */
    enum Outcome {
      POSTED,
      VOIDED,
      EXPIRED
    }
  }

  /** {@code call_intent}. */
  record Intent(
      UUID callId,
      RequestId request,
      Attribution attribution,
      PlannedCall call,
      @Nullable UUID heldBy)
      implements LedgerRow {}

  /** {@code call_settlement}. */
  record Settlement(WorkspaceId workspace, UUID callId, Charge charge) implements LedgerRow {}
}
