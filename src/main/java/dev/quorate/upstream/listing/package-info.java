/**
 * A provider's list of its models, asked for when an operator tests it: the question in each
 * dialect, its time, and what the reply proves.
 *
 * <p>Owns the only requests to a provider that need no intent, because no model works for them.
 * Refuses to post anything, to retry, and to know which models the catalogue has.
 */
@NullMarked
package dev.quorate.upstream.listing;

import org.jspecify.annotations.NullMarked;
