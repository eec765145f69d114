/**
 * Presets over HTTP: {@code /v1/presets} and the versions below it.
 *
 * <p>Owns what a preset may be called, how many a workspace may have, and their wire form. Refuses
 * to read a {@code fusion} object itself.
 */
@NullMarked
package dev.quorate.presets.management;

import org.jspecify.annotations.NullMarked;
