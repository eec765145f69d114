package dev.quorate.runs;

import dev.quorate.kernel.RequestId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run whose client does not wait, as it stands.
 *
 * @param node the process that runs it; no other ever takes it over
 * @param startedAt null while it is queued; this and the end by the database's clock
 * @param cancelRequested somebody asked for its end; it may have ended otherwise meanwhile
 * @param errorCode why it failed, null where it did not
 */
public record BackgroundRun(
    RequestId id,
    ResponseStatus status,
    UUID node,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    boolean cancelRequested,
    @Nullable String errorCode) {
  /** {@link #errorCode} of a run whose node died. Its stored response's body is an older one. */
  public static final String NODE_LOST = "node_lost";
}
