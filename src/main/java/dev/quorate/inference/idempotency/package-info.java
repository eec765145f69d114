/**
 * Requests that came with an {@code Idempotency-Key}: the first one runs, and a repetition is told
 * how it ended.
 *
 * <p>Owns what of a reply is written down and how it is told again. Refuses to know how keys are
 * kept, which is the room {@code runs}, and what a run is.
 */
@NullMarked
package dev.quorate.inference.idempotency;

import org.jspecify.annotations.NullMarked;
