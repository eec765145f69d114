/**
 * How a request's preset becomes a part of what it asks for.
 *
 * <p>Owns the doors a preset may come through, the order in which workspace and deployment are
 * asked for it, and that explicit fields win. What a preset may say when it is saved is read here
 * too, by the request's own reader.
 */
@NullMarked
package dev.quorate.inference.preset;

import org.jspecify.annotations.NullMarked;
