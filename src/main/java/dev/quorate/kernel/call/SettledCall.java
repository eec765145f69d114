package dev.quorate.kernel.call;

import dev.quorate.kernel.Money;
import java.util.UUID;

/**
 * A ledger line as the run that caused it sees it.
 *
 * @param amount what the line bills; zero or more
 */
public record SettledCall(UUID callId, PlannedCall call, CallEnding ending, Money amount) {}
