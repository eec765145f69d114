/**
 * The audit log: who changed what, when, with the values before and after.
 *
 * <p>Entries are written once, in the transaction of the change where that can be, and never
 * changed. Refuses to hold secrets, and to say anything of inference requests: those are the
 * ledger's.
 */
@NullMarked
package dev.quorate.tenancy.audit;

import org.jspecify.annotations.NullMarked;
