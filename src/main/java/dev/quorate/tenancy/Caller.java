package dev.quorate.tenancy;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified API key and what it may do.
 *
 * @param lockedProject the only project this key can see, or null
 * @param allowedModels exact slugs or {@code vendor/*}; empty means every model
 * @param test a {@code qrt_test_} key: sandbox models only, amounts zero
 */
public record Caller(
    WorkspaceId workspace,
    ApiKeyId key,
    Set<Scope> scopes,
    @Nullable ProjectId lockedProject,
    List<String> allowedModels,
    boolean test) {
  public Caller {
    scopes = Set.copyOf(scopes);
    allowedModels = List.copyOf(allowedModels);
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

  /** Whether the key's allow-list admits the model. */
  public boolean mayUse(ModelSlug slug) {
    return allowedModels.isEmpty()
        || allowedModels.stream().anyMatch(pattern -> admits(pattern, slug.value()));
  }

  private static boolean admits(String pattern, String slug) {
    return pattern.endsWith("/*")
        ? slug.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(slug);
  }
}
