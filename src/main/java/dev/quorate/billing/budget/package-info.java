/**
 * Budgets: caps on what a workspace, a project or a key spends in a period. Owns their management
 * and what a reservation says; the reservation itself is part of the ledger writer's statement and
 * done by the database. Refuses to know what the money is spent on.
 */
@NullMarked
package dev.quorate.billing.budget;

import org.jspecify.annotations.NullMarked;
