/**
 * {@code POST /v1/responses}: OpenAI's Responses shape, as the Open Responses specification has it.
 *
 * <p>Owns how that endpoint's requests are read and its replies written. Refuses to know what
 * becomes of a request in between.
 */
@NullMarked
package dev.quorate.inference.responses;

import org.jspecify.annotations.NullMarked;
