package dev.quorate.upstream.wire;

import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.upstream.request.ModelRequest;
import jakarta.ws.rs.HeaderParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every call says of itself, whatever its dialect; the credential is not among it. */
public final class CallHeaders {
  private final UUID callId;
  private final @Nullable String fusionDepth;

  private CallHeaders(UUID callId, @Nullable String fusionDepth) {
    this.callId = callId;
    this.fusionDepth = fusionDepth;
  }

  public static CallHeaders of(CommittedIntent intent, ModelRequest request) {
    return new CallHeaders(intent.callId(), request.insideFusion() ? "1" : null);
  }

  /**
   * The ledger line's id, under the name OpenAI keeps a caller's id by: what a provider's support
   * is asked when a line is {@code unknown}, and what lays its log and the ledger side by side.
   */
  @HeaderParam("X-Client-Request-Id")
  public UUID getCallId() {
    return callId;
  }

  /** Null outside a fusion. */
  @HeaderParam("x-openrouter-fusion-depth")
  public @Nullable String getFusionDepth() {
    return fusionDepth;
  }
}
