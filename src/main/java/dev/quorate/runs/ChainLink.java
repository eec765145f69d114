package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A response without its texts.
 *
 * @param bytes of both texts
 */
public record ChainLink(RequestId id, @Nullable RequestId previous, long bytes) {}
