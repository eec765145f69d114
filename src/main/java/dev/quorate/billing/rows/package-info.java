/**
 * The ledger's rows as Hibernate reads them. They are written elsewhere, in groups, by plain SQL,
 * and never changed: every entity is immutable. The SQL defines the tables; these classes only
 * follow.
 */
@NullMarked
package dev.quorate.billing.rows;

import org.jspecify.annotations.NullMarked;
