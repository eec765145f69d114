/**
 * What becomes of the ledger when a process dies: leases by which the others see it, and the ending
 * of what it left open. Refuses to run anything again: its calls may have been made.
 */
@NullMarked
package dev.quorate.billing.recovery;

import org.jspecify.annotations.NullMarked;
