/**
 * The way to the database: schema at start, mapping, three doors with pools of their own, and the
 * unit of work, which is one transaction on one door.
 *
 * <p>Owns no table of any feature. Other rooms bring their entities through {@link
 * dev.quorate.database.EntityClasses} and their rights through their own migrations. No transaction
 * spans a model call, and nothing here knows what a row means.
 */
@NullMarked
package dev.quorate.database;

import org.jspecify.annotations.NullMarked;
