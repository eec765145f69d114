/**
 * {@code web_fetch}: a page of the public web as text, through a wall.
 *
 * <p>The wall reads an address strictly, looks its name up once, refuses it when any of its
 * addresses is not public, and holds the connection to what was looked up: there is no second
 * look-up that could answer differently. Redirects go through the whole wall again. Owns sizes,
 * times and kinds of what is fetched, and the way from HTML to text. Keeps no cookie, sends no
 * credential.
 */
@NullMarked
package dev.quorate.websearch.fetch;

import org.jspecify.annotations.NullMarked;
