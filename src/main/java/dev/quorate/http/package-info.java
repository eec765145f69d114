/**
 * The shell of the API: request ids, the error mapper, JSON in and out, limits, paging, and the
 * hand-over of every request to a virtual thread.
 *
 * <p>Knows no feature: it could serve another product unchanged. Nobody else builds an error
 * response or reads a body.
 */
@NullMarked
package dev.quorate.http;

import org.jspecify.annotations.NullMarked;
