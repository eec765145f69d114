/**
 * What a model's {@code web_search} and {@code web_fetch} calls run: the tools as a model sees
 * them, the two ports behind them, their prices, and the calls as ledger lines.
 *
 * <p>Owns what is asked of the web and in what words it comes back. Refuses to know who asks, how
 * often a model may, or how its prompt is built: text from the web is data, and whoever shows it to
 * a model fences it. Nothing leaves without a {@link dev.quorate.kernel.call.CommittedIntent}.
 */
@NullMarked
package dev.quorate.websearch;

import org.jspecify.annotations.NullMarked;
