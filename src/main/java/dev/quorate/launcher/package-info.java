/**
 * What runs before and around the server: it starts PostgreSQL, then Liberty with the same {@code
 * java}, and stops them in the opposite order.
 *
 * <p>No part of the WAR, and it knows no other room. The application never starts a database: its
 * pools need port and password before it runs, and PostgreSQL must outlive the last settlement.
 */
@NullMarked
package dev.quorate.launcher;

import org.jspecify.annotations.NullMarked;
