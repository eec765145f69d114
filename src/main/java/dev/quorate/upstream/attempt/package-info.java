/**
 * One step's calls: the door to a dialect and everything wrapped around it (deadline, slots,
 * breaker, retry, measures), stacked in {@link dev.quorate.upstream.attempt.ProviderCalls}.
 *
 * <p>Owns when a call leaves, how long it may take, whether it is tried again, and how its ending
 * is typed. Knows no wire format and no HTTP client.
 */
@NullMarked
package dev.quorate.upstream.attempt;

import org.jspecify.annotations.NullMarked;
