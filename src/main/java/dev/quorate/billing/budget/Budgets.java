package dev.quorate.billing.budget;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.store.ApiKeyStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What may be said of budgets, and who sees which. */
@Singleton
public class Budgets {
  private static final BigDecimal MOST = new BigDecimal("9999999999");
  private static final int MAX_NAME = 64;
  private static final int MAX_THRESHOLDS = 10;
  private static final int MOST_PERCENT = 1000;

  private final BudgetStore store;
  private final KnownProjects projects;
  private final ApiKeyStore keys;

  @Inject
  Budgets(BudgetStore store, KnownProjects projects, ApiKeyStore keys) {
    this.store = store;
    this.projects = projects;
    this.keys = keys;
  }

  static void requireUnlocked(Caller caller) {
    if (caller.lockedProject() != null) {
      throw ErrorCode.PROJECT_LOCKED.because("This key is locked to a project.");
    }
  }

  /** Makes the budget of a scope and period, or changes it. */
  Budget put(Caller caller, Fields body) {
    String named = body.requiredText("scope", MAX_NAME);
    BudgetScope scope =
        BudgetScope.parse(named)
            .orElseThrow(() ->
                ErrorCode.INVALID_VALUE.because(
                    "scope", "'scope' must be workspace, project or key."));
    UUID scopeId = scopeId(caller.workspace(), scope, body);
    BudgetPeriod period =
        BudgetPeriod.parse(body.requiredText("period", MAX_NAME))
            .orElseThrow(() ->
                ErrorCode.INVALID_VALUE.because(
                    "period", "'period' must be daily, weekly, monthly or lifetime."));
    BigDecimal cap = body.decimalOrText("cap_usd", BigDecimal.ZERO, MOST);
    if (cap == null) {
      throw ErrorCode.MISSING_FIELD.because("cap_usd", "'cap_usd' is required.");
    }
    if (cap.stripTrailingZeros().scale() > Money.SCALE) {
      throw ErrorCode.INVALID_VALUE.because("cap_usd", "'cap_usd' may have ten decimals.");
    }
    boolean hard = hard(body.text("mode", MAX_NAME));
    List<Integer> thresholds = thresholds(body.raw("alert_thresholds"));
    body.refuseOthers();
    return store.put(
        caller.workspace(),
        new Budget.Terms(scope, scopeId, period, new Money(cap), hard, thresholds),
        Actor.of(caller));
  }

  private UUID scopeId(WorkspaceId workspace, BudgetScope scope, Fields body) {
    String given = body.text("scope_id", MAX_NAME);
    if (scope == BudgetScope.WORKSPACE) {
      if (given != null && !given.equals(workspace.toString())) {
        throw ErrorCode.INVALID_VALUE.because(
            "scope_id", "A key may only cap its own workspace; leave 'scope_id' out.");
      }
      return workspace.value();
    }
    if (given == null) {
      throw ErrorCode.MISSING_FIELD.because(
          "scope_id", "'scope_id' is required for the scope " + scope.wire() + ".");
    }
    return scope == BudgetScope.PROJECT ? project(workspace, given) : key(workspace, given);
  }

  private UUID project(WorkspaceId workspace, String idOrSlug) {
    return projects
        .find(workspace, idOrSlug)
        .map(project -> project.id().value())
        .orElseThrow(
            () -> ErrorCode.PROJECT_NOT_FOUND.because("scope_id", "There is no such project."));
  }

  private UUID key(WorkspaceId workspace, String given) {
    return Names.id(given)
        .filter(id -> keys.find(workspace, new ApiKeyId(id)).isPresent())
        .orElseThrow(() -> ErrorCode.NOT_FOUND.because("scope_id", "There is no such API key."));
  }

  private static boolean hard(@Nullable String mode) {
    return switch (mode == null ? "hard" : mode) {
      case "hard" -> true;
      case "soft" -> false;
      default -> throw ErrorCode.INVALID_VALUE.because("mode", "'mode' must be hard or soft.");
    };
  }

  private static List<Integer> thresholds(@Nullable JsonNode given) {
    if (given == null) {
      return List.of();
    }
    List<Integer> percents = new ArrayList<>();
    for (JsonNode percent : given) {
      if (!percent.isInt() || percent.intValue() < 1 || percent.intValue() > MOST_PERCENT) {
        throw wrongThresholds();
      }
      percents.add(percent.intValue());
    }
    if (!given.isArray() || percents.size() > MAX_THRESHOLDS) {
      throw wrongThresholds();
    }
    return percents.stream().distinct().sorted().toList();
  }

  private static RuntimeException wrongThresholds() {
    return ErrorCode.INVALID_VALUE.because(
        "alert_thresholds",
        "'alert_thresholds' must be at most " + MAX_THRESHOLDS + " whole percents from 1 to 1000.");
  }

  /** The budgets a caller may see: a locked key's are its project's and its own. */
  List<Budget> list(Caller caller) {
    return store.list(
        caller.workspace(),
        caller.lockedProject() == null
            ? null
            : List.of(caller.lockedProject().value(), caller.key().value()));
  }

  Budget get(Caller caller, String id) {
    return find(caller, id).orElseThrow(Budgets::none);
  }

  void delete(Caller caller, String id) {
    Budget budget = get(caller, id);
    if (!store.delete(caller.workspace(), budget.id(), Actor.of(caller))) {
      throw none();
    }
  }

  private Optional<Budget> find(Caller caller, String id) {
    return Names.id(id)
        .flatMap(known -> store.find(caller.workspace(), known))
        .filter(budget ->
            caller.lockedProject() == null
                || budget.terms().scopeId().equals(caller.lockedProject().value())
                || budget.terms().scopeId().equals(caller.key().value()));
  }

  private static RuntimeException none() {
    return ErrorCode.NOT_FOUND.because("There is no such budget.");
  }
}
