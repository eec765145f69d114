package dev.quorate.tenancy;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key beside its hash.
 *
 * @param prefix the beginning of its text that lists may show
 * @param lockedProject the only project it can see, or null
 * @param allowedModels exact slugs or {@code vendor/*}; empty means every model
 * @param expiresAt from this moment on it is refused, or null
 */
public record ApiKey(
    WorkspaceId workspace,
    ApiKeyId id,
    String name,
    String prefix,
    String lastFour,
    boolean test,
    Set<Scope> scopes,
    @Nullable ProjectId lockedProject,
    List<String> allowedModels,
    @Nullable Instant expiresAt,
    boolean disabled,
    Instant createdAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
    allowedModels = List.copyOf(allowedModels);
  }

  Caller caller() {
    return new Caller(workspace, id, scopes, lockedProject, allowedModels, test);
  }
}
