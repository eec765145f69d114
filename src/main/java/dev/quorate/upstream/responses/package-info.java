/**
 * OpenAI Responses as a provider's protocol: the wire records, the typed client, and what responses
 * and their events say in our words.
 *
 * <p>Owns the clients of this dialect. Keeps no state at the provider: every request carries the
 * whole conversation and asks not to be stored. Refuses to retry, to time a call, or to know what
 * it costs; reasoning is never part of an answer.
 */
@NullMarked
package dev.quorate.upstream.responses;

import org.jspecify.annotations.NullMarked;
