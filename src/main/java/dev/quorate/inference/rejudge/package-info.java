/**
 * {@code POST /v1/fusion/runs/{id}/rejudge}: the panel of a run that has ended, judged again.
 *
 * <p>Owns which runs can be, what the request may change, and how a kept run becomes an ask.
 * Refuses to walk a request itself: the conductor does, as for any other.
 */
@NullMarked
package dev.quorate.inference.rejudge;

import org.jspecify.annotations.NullMarked;
