/**
 * What the operating system says to a process of ours: the signals that ask it to stop. Used by the
 * server and by the launcher alike.
 *
 * <p>Refuses to know what a stop means: that is its listeners'.
 */
@NullMarked
package dev.quorate.process;

import org.jspecify.annotations.NullMarked;
