/**
 * API keys over HTTP: made, listed, changed, rotated, revoked, by their workspace or by an
 * administrator.
 *
 * <p>A key reaches no further than itself: what it makes or changes lies within its own rights.
 * Spend limits and headroom are ports that billing implements.
 */
@NullMarked
package dev.quorate.tenancy.keys;

import org.jspecify.annotations.NullMarked;
