/**
 * Presets and their versions as Hibernate reads and writes them.
 *
 * <p>Owns the tables {@code preset} and {@code preset_version}: who may write which number and
 * when. Refuses rules about names and about what a preset says.
 */
@NullMarked
package dev.quorate.presets.rows;

import org.jspecify.annotations.NullMarked;
