package dev.quorate.tenancy;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.policy.ModelGlob;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified API key and what it may do.
 *
 * @param lockedProject the only project this key can see, or null
 * @param allowedModels exact slugs or globs such as {@code vendor/*}; empty means every model
 * @param test a {@code qrt_test_} key: sandbox models only, amounts zero
 * @param keyLimits how fast the key may go
 * @param workspaceLimits how fast its workspace may go as a whole
 */
public record Caller(
    WorkspaceId workspace,
    ApiKeyId key,
    Set<Scope> scopes,
    @Nullable ProjectId lockedProject,
    List<String> allowedModels,
    boolean test,
    RateLimit keyLimits,
    RateLimit workspaceLimits) {
  public Caller {
    scopes = Set.copyOf(scopes);
    allowedModels = List.copyOf(allowedModels);
  }

  /** One without rate limits. */
  public Caller(
      WorkspaceId workspace,
      ApiKeyId key,
      Set<Scope> scopes,
      @Nullable ProjectId lockedProject,
      List<String> allowedModels,
      boolean test) {
    this(
        workspace, key, scopes, lockedProject, allowedModels, test, RateLimit.NONE, RateLimit.NONE);
  }

  /**
   * Refuses a key that lacks the scope.
   *
   * @throws dev.quorate.kernel.GatewayException INSUFFICIENT_SCOPE
   */
  public void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw ErrorCode.INSUFFICIENT_SCOPE.because(
          "This key lacks the scope '" + scope.wire() + "'.");
    }
  }

  /**
   * Refuses a key that sees one project only, for what belongs to the whole workspace.
   *
   * @throws dev.quorate.kernel.GatewayException PROJECT_LOCKED
   */
  public void requireWholeWorkspace() {
    if (lockedProject != null) {
      throw ErrorCode.PROJECT_LOCKED.because("This key is locked to a project.");
    }
  }

  /** Whether the key's allow-list admits the model. */
  public boolean mayUse(ModelSlug slug) {
    return allowedModels.isEmpty()
        || allowedModels.stream().anyMatch(pattern -> ModelGlob.matches(pattern, slug.value()));
  }
}
