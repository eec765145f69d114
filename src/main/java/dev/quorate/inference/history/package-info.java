/**
 * Runs with a panel after their end: writing down what they did and said, and {@code
 * /v1/fusion/runs}.
 *
 * <p>Owns the wire form of a finished run. Refuses to know how it is stored, which is the room
 * {@code runs}, and what it cost, which is the ledger's.
 */
@NullMarked
package dev.quorate.inference.history;

import org.jspecify.annotations.NullMarked;
