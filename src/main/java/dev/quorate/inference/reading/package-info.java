/**
 * What both endpoints read in the same way: texts and images, sampling settings, formats, tools,
 * and what is refused or ignored.
 *
 * <p>Refuses to know what becomes of a request.
 */
@NullMarked
package dev.quorate.inference.reading;

import org.jspecify.annotations.NullMarked;
