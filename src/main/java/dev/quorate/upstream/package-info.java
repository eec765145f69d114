/**
 * One attempt at one provider: typed Rest Clients, the deadline window, breaker, bulkhead, retry,
 * name resolution, and a typed failure for everything that can go wrong.
 *
 * <p>Owns the neutral words of a conversation and of a reply; each dialect translates them in a
 * sub-package of its own. Refuses to know who asks, what a panel is, or what a call costs: it
 * settles through the {@link dev.quorate.kernel.call.CallJournal} it is handed. No call leaves
 * without a {@link dev.quorate.kernel.call.CommittedIntent}; what needs none, for no model works
 * for it, is in {@code listing}.
 */
@NullMarked
package dev.quorate.upstream;

import org.jspecify.annotations.NullMarked;
