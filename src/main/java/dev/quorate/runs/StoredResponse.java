package dev.quorate.runs;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A response that can be read again, continued and deleted.
 *
 * @param model as it was asked for
 * @param previous the response this one continues; it may be gone by now
 * @param input JSON of the request's {@code input}, a string or an array, without what it continues
 * @param response JSON of the reply's body; of a background run the one it had when its status last
 *     came from the run itself, so after {@code node_lost} an older one than {@code status}
 * @param expiresAt from then on it is as if it had never been, see {@link Retention}
 */
public record StoredResponse(
    RequestId id,
    ApiKeyId apiKey,
    @Nullable ProjectId project,
    Instant createdAt,
    Instant expiresAt,
    String model,
    ResponseStatus status,
    @Nullable RequestId previous,
    Sensitive<String> input,
    Sensitive<String> response) {
  public StoredResponse {
    if (!expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("a response cannot expire before it is made");
    }
  }
}
