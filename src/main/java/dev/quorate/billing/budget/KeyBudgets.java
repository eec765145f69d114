package dev.quorate.billing.budget;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.keys.KeyHeadroom;
import dev.quorate.tenancy.keys.KeyLimits;
import dev.quorate.tenancy.keys.SpendLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The spend limit of a key is the key's hard budget; of several the smallest. Setting it takes the
 * place of whatever budgets the key had.
 */
@Singleton
public class KeyBudgets implements KeyLimits, KeyHeadroom {
  private final BudgetStore store;

  @Inject
  KeyBudgets(BudgetStore store) {
    this.store = store;
  }

  @Override
  public void set(WorkspaceId workspace, ApiKeyId key, SpendLimit limit) {
    BudgetPeriod period = BudgetPeriod.parse(limit.reset().wire()).orElseThrow();
    store.replace(
        workspace,
        key.value(),
        new Budget.Terms(
            BudgetScope.KEY, key.value(), period, new Money(limit.usd()), true, List.of()));
  }

  @Override
  public void remove(WorkspaceId workspace, ApiKeyId key) {
    store.replace(workspace, key.value(), null);
  }

  @Override
  public Map<ApiKeyId, SpendLimit> read(WorkspaceId workspace, Collection<ApiKeyId> keys) {
    List<UUID> ids = keys.stream().map(ApiKeyId::value).toList();
    return ids.isEmpty() ? Map.of() : limits(store.list(workspace, ids));
  }

  /** The smallest cap of each key; of two as small the one that lasts longer. */
  static Map<ApiKeyId, SpendLimit> limits(List<Budget> budgets) {
    Map<ApiKeyId, SpendLimit> limits = new HashMap<>();
    budgets.stream()
        .map(Budget::terms)
        .filter(terms -> terms.scope() == BudgetScope.KEY && terms.hard())
        .sorted(
            Comparator.comparing(Budget.Terms::cap)
                .thenComparing(Budget.Terms::period, Comparator.reverseOrder()))
        .forEach(terms -> limits.putIfAbsent(new ApiKeyId(terms.scopeId()), limit(terms)));
    return limits;
  }

  private static SpendLimit limit(Budget.Terms terms) {
    return new SpendLimit(
        terms.cap().wire(), SpendLimit.Reset.parse(terms.period().wire()).orElseThrow());
  }

  @Override
  public List<Room> of(Caller caller) {
    List<UUID> scopes = new ArrayList<>(List.of(caller.workspace().value(), caller.key().value()));
    if (caller.lockedProject() != null) {
      scopes.add(caller.lockedProject().value());
    }
    return store.list(caller.workspace(), scopes).stream()
        .sorted(Comparator.comparing(Budget::remaining))
        .map(KeyBudgets::room)
        .toList();
  }

  private static Room room(Budget budget) {
    Budget.Terms terms = budget.terms();
    return new Room(
        terms.scope().wire(),
        terms.period().wire(),
        terms.mode(),
        terms.cap().wire(),
        budget.spent().wire(),
        budget.reserved().wire(),
        budget.remaining().wire(),
        budget.resetsAt());
  }
}
