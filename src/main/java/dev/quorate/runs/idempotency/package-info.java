/**
 * Idempotency keys: which request holds a client's key, and how it ended.
 *
 * <p>Owns that a key is held once, on however many nodes, and when it becomes free. Refuses to know
 * what an ending says and how it is told again.
 */
@NullMarked
package dev.quorate.runs.idempotency;

import org.jspecify.annotations.NullMarked;
