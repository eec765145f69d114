/**
 * Statements: a month of a workspace, closed once and never changed.
 *
 * <p>What a statement says is the sum of the month's lines, made by the database. Refuses a month
 * that is not over, or that has open calls.
 */
@NullMarked
package dev.quorate.usage.statement;

import org.jspecify.annotations.NullMarked;
