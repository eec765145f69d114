/**
 * What a workspace chooses for itself: default preset, how long texts are kept, its rate limits.
 *
 * <p>Other rooms ask {@link dev.quorate.tenancy.settings.KnownSettings}, which remembers for at
 * most half a minute. Refuses to act on any of it: that is theirs.
 */
@NullMarked
package dev.quorate.tenancy.settings;

import org.jspecify.annotations.NullMarked;
