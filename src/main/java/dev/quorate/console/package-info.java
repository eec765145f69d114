/**
 * The web console's files at {@code /console/}: pages, scripts and the libraries they import, each
 * with the headers that keep a browser from running or loading anything else.
 *
 * <p>Owns no feature: whatever the console shows or does, it asks the public API with the key of
 * whoever signed in. Knows no caller, and sets no cookie.
 */
@NullMarked
package dev.quorate.console;

import org.jspecify.annotations.NullMarked;
