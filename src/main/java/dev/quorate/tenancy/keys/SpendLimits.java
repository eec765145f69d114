package dev.quorate.tenancy.keys;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.AuditLog;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.audit.Change;
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
  private final @Nullable KeyHeadroom headroom;
  private final AuditLog audit;

  @Inject
  SpendLimits(Instance<KeyLimits> keepers, Instance<KeyHeadroom> headrooms, AuditLog audit) {
    this.keeper = keepers.isResolvable() ? keepers.get() : null;
    this.headroom = headrooms.isResolvable() ? headrooms.get() : null;
    this.audit = audit;
  }

  List<KeyHeadroom.Room> headroom(Caller caller) {
    return headroom == null ? List.of() : headroom.of(caller);
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
      Authority authority, ApiKeyId key, @Nullable SpendLimit before, @Nullable SpendLimit wanted) {
    if (Objects.equals(before, wanted)) {
      return;
    }
    if (keeper == null) {
      throw ErrorCode.UNSUPPORTED_PARAMETER.because(
          "limit_usd", "Spend limits of keys are not served here.");
    }
    if (wanted == null) {
      keeper.remove(authority.workspace(), key);
    } else {
      keeper.set(authority.workspace(), key, wanted);
    }
    audit.record(
        authority.actor(),
        authority.workspace(),
        Change.between("key.limit", "key", key.toString(), told(before), told(wanted)));
  }

  private static Map<String, String> told(@Nullable SpendLimit limit) {
    return limit == null
        ? Map.of()
        : Map.of("limit_usd", limit.usd().toPlainString(), "limit_reset", limit.reset().wire());
  }
}
