package dev.quorate.inference;

import dev.quorate.http.Json;
import dev.quorate.kernel.RequestId;
import java.time.Instant;
import java.util.List;

/**
 * What every event of a stream may need to say.
 *
 * @param model as the caller wrote it
 * @param fusion whether a panel runs
 * @param turn whether an outer model decides that
 * @param progress whether progress events were asked for
 * @param warnings what was accepted and has no effect
 */
public record StreamOpening(
    RequestId id,
    Instant receivedAt,
    String model,
    boolean fusion,
    boolean turn,
    boolean progress,
    List<String> warnings,
    Json json) {
  public StreamOpening {
    warnings = List.copyOf(warnings);
  }
}
