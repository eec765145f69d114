package dev.quorate.tenancy.policy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Memory;
import dev.quorate.tenancy.TenancySettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of workspaces, remembered for at most half a minute. */
@Singleton
public class Policies {
  private static final int MAX_ENTRIES = 20_000;

  private final PolicyStore store;
  private final Memory<WorkspaceId, List<Policy>> memory;

  @Inject
  Policies(PolicyStore store, TenancySettings settings) {
    this.store = store;
    this.memory =
        new Memory<>(MAX_ENTRIES, settings.memory(), known -> true, Ticker.systemTicker());
  }

  /**
   * Those that apply to a request.
   *
   * @param project the one it is attributed to, or null
   */
  public PolicySet of(Caller caller, @Nullable ProjectId project) {
    List<Policy> all = memory.get(caller.workspace(), store::list);
    return all.isEmpty()
        ? PolicySet.NONE
        : new PolicySet(
            all.stream().filter(policy -> policy.appliesTo(caller.key(), project)).toList());
  }

  /** Something changed here: ask again. */
  void forget() {
    memory.forget();
  }
}
