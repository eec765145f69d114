/**
 * The bench: what Quorate adds to a call, measured against the same provider called directly in the
 * same run.
 *
 * <p>Owns a load client on bare sockets and the page {@code docs/reference/performance.md} is
 * pasted from. Refuses to compare runs: every figure stands beside the one it is compared with.
 */
@NullMarked
package dev.quorate.bench;

import org.jspecify.annotations.NullMarked;
