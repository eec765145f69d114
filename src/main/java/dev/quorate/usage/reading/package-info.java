/**
 * How reports read the ledger: filters, groupings, and the statements made of them.
 *
 * <p>SQL is put together from constant texts; what a caller wrote is only ever bound. Money stays
 * {@code numeric} in the database and {@code BigDecimal} here.
 */
@NullMarked
package dev.quorate.usage.reading;

import org.jspecify.annotations.NullMarked;
