package dev.quorate.runs.idempotency;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;

/**
 * A request that came with an idempotency key. The key means something only to its API key, method
 * and path.
 *
 * @param keyHash SHA-256 of the key, in hexadecimal
 * @param bodyHash SHA-256 of the body, in hexadecimal
 */
public record KeyUse(
    WorkspaceId workspace,
    ApiKeyId apiKey,
    String method,
    String path,
    String keyHash,
    String bodyHash,
    RequestId request) {
  /** Where the key is one. */
  record Place(
      WorkspaceId workspace, ApiKeyId apiKey, String method, String path, String keyHash) {}

  Place place() {
    return new Place(workspace, apiKey, method, path, keyHash);
  }
}
