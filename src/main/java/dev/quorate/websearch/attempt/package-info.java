/**
 * What every web call shares: its time, its threads, and the look-up of names.
 *
 * <p>Owns when a web call is given up and how that reads. The only package of the room where an
 * interrupt is aimed at a thread, and only inside upstream's call window. Knows no engine and no
 * page.
 */
@NullMarked
package dev.quorate.websearch.attempt;

import org.jspecify.annotations.NullMarked;
