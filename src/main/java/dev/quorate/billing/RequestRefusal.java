package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request of a known caller that was refused before anything was sent: a row without lines.
 *
 * @param modelAsked the string the caller sent, empty when it could not be read
 * @param preset {@code slug@3} where it got as far as one
 */
public record RequestRefusal(
    RequestId id,
    Attribution attribution,
    String endpoint,
    String modelAsked,
    @Nullable String preset,
    Instant receivedAt,
    ErrorCode code) {}
