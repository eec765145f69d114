package dev.quorate.tenancy;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.limits.RateLimit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key beside its hash.
 *
 * @param prefix the beginning of its text that lists may show
 * @param lockedProject the only project it can see, or null
 * @param allowedModels exact slugs or {@code vendor/*}; empty means every model
 * @param limits how fast it may go
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
    Instant createdAt,
    RateLimit limits) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
    allowedModels = List.copyOf(allowedModels);
  }

  /** Its bearer, with the limits of the workspace beside its own. */
  Caller caller(RateLimit ofWorkspace) {
    return new Caller(
        workspace, id, scopes, lockedProject, allowedModels, test, limits, ofWorkspace);
  }

  /** Another text of the same key. */
  public ApiKey withText(KeyText text) {
    return new ApiKey(
        workspace,
        id,
        name,
        text.shownPrefix(),
        text.lastFour(),
        test,
        scopes,
        lockedProject,
        allowedModels,
        expiresAt,
        disabled,
        createdAt,
        limits);
  }

  /** As the audit log shows it. */
  public Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("last_four", lastFour);
    told.put("test", test);
    told.put("scopes", scopes.stream().sorted().map(Scope::wire).toList());
    told.put("project_id", lockedProject == null ? null : lockedProject.toString());
    told.put("allowed_models", allowedModels);
    told.put("expires_at", expiresAt == null ? null : expiresAt.toString());
    told.put("disabled", disabled);
    told.put("limits", limits.isNone() ? null : limits.told());
    return told;
  }
}
