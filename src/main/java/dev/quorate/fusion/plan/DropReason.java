package dev.quorate.fusion.plan;

import dev.quorate.upstream.CallResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a panelist's answer is not used. */
public enum DropReason {
  ERROR,
  TIMEOUT,
  EMPTY,
  STARVED,
  POLICY,
  NOT_SENT,
  STRAGGLER,
  CANCELLED,
  BUDGET;

  /** Why a call's result cannot be used, or null when it can. */
  public static @Nullable DropReason of(CallResult result) {
    return switch (result) {
      case CallResult.Answered answered when answered.starved() -> STARVED;
      case CallResult.Answered answered when answered.empty() -> EMPTY;
      case CallResult.Answered _ -> null;
      case CallResult.Failed failed ->
          switch (failed.kind()) {
            case TIMEOUT, SILENT -> TIMEOUT;
            case STRAGGLER -> STRAGGLER;
            case CANCELLED -> CANCELLED;
            case NOT_SENT -> NOT_SENT;
            case REJECTED,
                RATE_LIMITED,
                CREDENTIAL,
                OVERLOADED,
                PROVIDER_ERROR,
                UNREACHABLE,
                BROKEN_REPLY ->
                ERROR;
          };
    };
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
