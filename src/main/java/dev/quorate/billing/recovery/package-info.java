/**
 * What becomes of the ledger when a process dies: leases by which the others see it, and the ending
 * of what it left open. Refuses to run anything again, and to bill what nobody knows: the calls may
 * have been made, so they are unknown, and only shown as exposure.
 */
@NullMarked
package dev.quorate.billing.recovery;

import org.jspecify.annotations.NullMarked;
