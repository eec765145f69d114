/**
 * The public API: what both inference endpoints share, and the conductor that walks every request
 * from the door to the reply.
 *
 * <p>Owns the order of work and the wire form of a run's report. Its sub-packages own one
 * endpoint's shape each; their wire records never pass this room. Refuses to decide what a run
 * does, what a call costs or who may call: it carries one room's record to the next.
 */
@NullMarked
package dev.quorate.inference;

import org.jspecify.annotations.NullMarked;
