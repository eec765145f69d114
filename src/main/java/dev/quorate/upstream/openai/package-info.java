/**
 * OpenAI Chat Completions, as OpenAI and every compatible server speak it: the request's and
 * reply's wire records, the typed client, and what the variants of the dialect mean in our words.
 *
 * <p>Owns the only HTTP client of this dialect and its connection pools. Refuses to retry, to time
 * a call, or to know what it costs.
 */
@NullMarked
package dev.quorate.upstream.openai;

import org.jspecify.annotations.NullMarked;
