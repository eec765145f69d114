/**
 * Named panels of a workspace: numbered versions that never change, one of them designated.
 *
 * <p>Owns names, versions and what is remembered of them, and the deployment's share of the name
 * space. Refuses to know what a {@code fusion} object says: whoever serves requests reads it, also
 * when it is saved.
 */
@NullMarked
package dev.quorate.presets;

import org.jspecify.annotations.NullMarked;
