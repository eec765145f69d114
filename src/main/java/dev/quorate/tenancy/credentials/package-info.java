/**
 * Provider credentials a workspace brings itself: kept sealed, written and never shown, opened for
 * the planner only.
 *
 * <p>Refuses to know which providers there are; the catalogue says so through a port.
 */
@NullMarked
package dev.quorate.tenancy.credentials;

import org.jspecify.annotations.NullMarked;
