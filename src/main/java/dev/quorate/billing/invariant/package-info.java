/**
 * What must always be true of the ledger, looked at again and again; a broken rule is told of by a
 * metric and in the log.
 *
 * <p>The rules are SQL, {@code db/invariants.sql}. Refuses to mend anything.
 */
@NullMarked
package dev.quorate.billing.invariant;

import org.jspecify.annotations.NullMarked;
