/**
 * {@code POST /v1/chat/completions}: OpenAI's Chat Completions shape.
 *
 * <p>Owns how that endpoint's requests are read and its replies written. Refuses to know what
 * becomes of a request in between.
 */
@NullMarked
package dev.quorate.inference.chat;

import org.jspecify.annotations.NullMarked;
