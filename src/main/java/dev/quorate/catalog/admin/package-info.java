/**
 * The platform admin's side of the catalogue: providers, models and prices over HTTP.
 *
 * <p>Reads bodies strictly, checks them against the rows of the same transaction, and writes.
 * Refuses to show a credential again or to change a price.
 */
@NullMarked
package dev.quorate.catalog.admin;

import org.jspecify.annotations.NullMarked;
