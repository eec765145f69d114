/**
 * The words of one model call: what is planned, what was committed, how it ended, what it costs.
 *
 * <p>Billing implements {@link dev.quorate.kernel.call.CallJournal} and is the only room that makes
 * a {@link dev.quorate.kernel.call.CommittedIntent}; fusion and upstream receive both as values.
 * That is all fusion and billing share. No framework, no database, no wire format.
 */
@NullMarked
package dev.quorate.kernel.call;

import org.jspecify.annotations.NullMarked;
