/**
 * What a Responses request continues and leaves behind: kept replies, runs whose client does not
 * wait, and their events.
 *
 * <p>Owns when something is kept and what a client is told of it later. Refuses to know how it is
 * stored, which is the room {@code runs}, and how a run is run.
 */
@NullMarked
package dev.quorate.inference.state;

import org.jspecify.annotations.NullMarked;
