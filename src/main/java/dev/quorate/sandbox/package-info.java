/**
 * A provider of the gateway's own, for first runs and tests: an OpenAI-compatible endpoint whose
 * models answer without a network, always the same to the same question, faults included.
 *
 * <p>Knows nothing of the gateway it lives in: it is called over HTTP like any provider and could
 * be served elsewhere. Off unless {@code quorate.sandbox.key} is set.
 */
@NullMarked
package dev.quorate.sandbox;

import org.jspecify.annotations.NullMarked;
