/**
 * Providers, models and their dated prices, and the deployment's provider credentials.
 *
 * <p>Resolves a public model name to something callable with a price, or refuses. Refuses to call
 * anything or to know what a panel is. Prices are never edited, only superseded.
 */
@NullMarked
package dev.quorate.catalog;

import org.jspecify.annotations.NullMarked;
