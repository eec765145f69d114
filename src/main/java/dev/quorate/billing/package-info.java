/**
 * The ledger: requests, holds, intents and settlements, written once and never changed.
 *
 * <p>Owns the ledger writer, which groups waiting work into short transactions, and the rule that a
 * call's intent is committed before its first byte leaves. The only room that makes a {@link
 * dev.quorate.kernel.call.CommittedIntent}. Refuses to know fusion, models or HTTP bodies: prices
 * arrive as snapshots, calls as plans.
 */
@NullMarked
package dev.quorate.billing;

import org.jspecify.annotations.NullMarked;
