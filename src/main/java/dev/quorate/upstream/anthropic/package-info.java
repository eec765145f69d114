/**
 * Anthropic Messages, as Anthropic and servers compatible with it speak it: the wire records, the
 * typed client, and what the models of each generation take and say.
 *
 * <p>Owns the clients of this dialect. Refuses to retry, to time a call, or to know what it costs;
 * thinking is never part of an answer.
 */
@NullMarked
package dev.quorate.upstream.anthropic;

import org.jspecify.annotations.NullMarked;
