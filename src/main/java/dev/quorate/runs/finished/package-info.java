/**
 * Runs with a panel after their end: what they did and said, for as long as texts are kept.
 *
 * <p>Owns who sees which run and for how long. Refuses to know what a run says, and is no bill: the
 * ledger has that for ever.
 */
@NullMarked
package dev.quorate.runs.finished;

import org.jspecify.annotations.NullMarked;
