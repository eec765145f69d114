package dev.quorate.billing;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.RequestId;
import java.time.Instant;

/**
 * A request of a known caller that was refused before anything was sent: a row without lines.
 *
 * @param modelAsked the string the caller sent, empty when it could not be read
 */
public record RequestRefusal(
    RequestId id,
    Attribution attribution,
    String endpoint,
    String modelAsked,
    Instant receivedAt,
    ErrorCode code) {}
