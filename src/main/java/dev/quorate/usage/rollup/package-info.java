/**
 * Keeps the roll-ups of the ledger up to date, from one node at a time.
 *
 * <p>The sums are made by the database; this only asks for them again and again. Refuses to be
 * needed: reports add what is not rolled up yet, so they are exact without it, and slow.
 */
@NullMarked
package dev.quorate.usage.rollup;

import org.jspecify.annotations.NullMarked;
