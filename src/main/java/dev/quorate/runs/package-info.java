/**
 * What outlives a request: stored responses, background runs with their events, and how long all of
 * it is kept.
 *
 * <p>Owns the states of a background run and that a final one never changes, on whatever node it
 * ran. Refuses to know what a response says, how a run is run or what it costs: texts come as JSON
 * and leave as they came.
 */
@NullMarked
package dev.quorate.runs;

import org.jspecify.annotations.NullMarked;
