package dev.quorate.tenancy.keys;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The spend limits of keys, if anybody keeps them. A limit that is taken and not enforced would be
 * a lie, so without a keeper it is refused.
 */
@Singleton
public class SpendLimits {
  private final @Nullable KeyLimits keeper;

  @Inject
  SpendLimits(Instance<KeyLimits> keepers) {
    this(keepers.isResolvable() ? keepers.get() : null);
  }

  SpendLimits(@Nullable KeyLimits keeper) {
    this.keeper = keeper;
  }

  @Nullable SpendLimit of(WorkspaceId workspace, ApiKeyId key) {
    return keeper == null ? null : keeper.read(workspace, List.of(key)).get(key);
  }

  List<Keys.Limited> of(WorkspaceId workspace, List<ApiKey> keys) {
    Map<ApiKeyId, SpendLimit> limits =
        keeper == null || keys.isEmpty()
            ? Map.of()
            : keeper.read(workspace, keys.stream().map(ApiKey::id).toList());
    return keys.stream().map(key -> new Keys.Limited(key, limits.get(key.id()))).toList();
  }

  /** Makes the limit of a key what is wanted. */
  void set(
      WorkspaceId workspace,
      ApiKeyId key,
      @Nullable SpendLimit before,
      @Nullable SpendLimit wanted) {
    if (Objects.equals(before, wanted)) {
      return;
    }
    if (keeper == null) {
      throw ErrorCode.UNSUPPORTED_PARAMETER.because(
          "limit_usd", "Spend limits of keys are not served here.");
    }
    if (wanted == null) {
      keeper.remove(workspace, key);
    } else {
      keeper.set(workspace, key, wanted);
    }
  }
}
