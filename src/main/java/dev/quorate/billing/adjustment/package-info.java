/**
 * Corrections of ledger lines that are found later: appended beside the line, never written into
 * it.
 *
 * <p>Refuses to take a call below zero, and to correct one that is still open.
 */
@NullMarked
package dev.quorate.billing.adjustment;

import org.jspecify.annotations.NullMarked;
