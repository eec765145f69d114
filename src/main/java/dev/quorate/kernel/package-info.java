/**
 * The words every room shares: identifiers, money, tokens, deadlines, tags, secrets and refusals.
 *
 * <p>Owns values without behaviour that needs a framework. Refuses to own anything that knows a
 * database, a wire format, a provider or a feature. The words of a single model call live in {@code
 * kernel.call}.
 */
@NullMarked
package dev.quorate.kernel;

import org.jspecify.annotations.NullMarked;
