/**
 * Google Gemini's generateContent, whole and streamed: the wire records, the typed client, and what
 * the models of each generation take and say.
 *
 * <p>Owns the clients of this dialect. Refuses to retry, to time a call, or to know what it costs;
 * thoughts are never part of an answer.
 */
@NullMarked
package dev.quorate.upstream.gemini;

import org.jspecify.annotations.NullMarked;
