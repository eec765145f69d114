/**
 * The read side of the ledger: totals by any grouping, requests and their receipts, lines.
 *
 * <p>Every number is a sum of ledger lines made by the database in exact decimals; nothing is
 * rounded here. Refuses to write, and to show a workspace or a locked key anything that is not its
 * own.
 */
@NullMarked
package dev.quorate.usage;

import org.jspecify.annotations.NullMarked;
