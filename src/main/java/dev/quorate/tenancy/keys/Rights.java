package dev.quorate.tenancy.keys;

import dev.quorate.kernel.ProjectId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.policy.ModelGlob;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a key reaches. A key makes and changes only keys that reach no further than itself.
 *
 * @param project the only one it sees, or null for all
 * @param models empty for all
 * @param spend null for no limit
 * @param expiresAt null for never
 * @param test sandbox models only
 */
record Rights(
    Set<Scope> scopes,
    @Nullable ProjectId project,
    List<String> models,
    RateLimit limits,
    @Nullable SpendLimit spend,
    @Nullable Instant expiresAt,
    boolean test) {

  static Rights of(ApiKey key, @Nullable SpendLimit spend) {
    return new Rights(
        key.scopes(),
        key.lockedProject(),
        key.allowedModels(),
        key.limits(),
        spend,
        key.expiresAt(),
        key.test());
  }

  /** The first field, by its wire name, in which the other reaches further than this; or null. */
  @Nullable String exceededBy(Rights other) {
    if (!scopes.containsAll(other.scopes)) {
      return "scopes";
    }
    if (project != null && !project.equals(other.project)) {
      return "project_id";
    }
    if (!ModelGlob.covers(models, other.models)) {
      return "allowed_models";
    }
    if (!limits.covers(other.limits)) {
      return "limits";
    }
    if (spend != null && (other.spend == null || !spend.covers(other.spend))) {
      return "limit_usd";
    }
    if (expiresAt != null && (other.expiresAt == null || other.expiresAt.isAfter(expiresAt))) {
      return "expires_at";
    }
    return test && !other.test ? "test" : null;
  }
}
