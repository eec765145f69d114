/**
 * The catalogue as callers see it: {@code GET /v1/models}.
 *
 * <p>Shows what a key may use and nothing else, in the shape OpenAI's and OpenRouter's clients
 * read.
 */
@NullMarked
package dev.quorate.catalog.listing;

import org.jspecify.annotations.NullMarked;
