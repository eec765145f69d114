package dev.quorate.billing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Money;
import dev.quorate.tenancy.keys.SpendLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyBudgetsTest {
  private static final UUID KEY = new UUID(1, 7);

  private static Budget budget(BudgetScope scope, BudgetPeriod period, String cap, boolean hard) {
    return new Budget(
        new UUID(2, cap.hashCode()),
        new Budget.Terms(scope, KEY, period, new Money(new BigDecimal(cap)), hard, List.of()),
        Money.ZERO,
        Money.ZERO,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Map<ApiKeyId, SpendLimit> limits(Budget... budgets) {
    return KeyBudgets.limits(List.of(budgets));
  }

  @Test
  void theSmallestHardBudgetOfAKeyIsItsLimit() {
    Map<ApiKeyId, SpendLimit> limits =
        limits(
            budget(BudgetScope.KEY, BudgetPeriod.MONTHLY, "5", true),
            budget(BudgetScope.KEY, BudgetPeriod.DAILY, "2", true),
            budget(BudgetScope.KEY, BudgetPeriod.WEEKLY, "1", false),
            budget(BudgetScope.WORKSPACE, BudgetPeriod.LIFETIME, "0.5", true));

    assertThat(limits).containsOnlyKeys(new ApiKeyId(KEY));
    SpendLimit limit = limits.get(new ApiKeyId(KEY));
    assertThat(limit.usd()).isEqualByComparingTo("2");
    assertThat(limit.reset()).isEqualTo(SpendLimit.Reset.DAILY);
  }

  @Test
  void ofTwoAsSmallTheLongerOneBinds() {
    SpendLimit limit =
        limits(
                budget(BudgetScope.KEY, BudgetPeriod.DAILY, "1", true),
                budget(BudgetScope.KEY, BudgetPeriod.LIFETIME, "1", true))
            .get(new ApiKeyId(KEY));

    assertThat(limit.reset()).isEqualTo(SpendLimit.Reset.LIFETIME);
  }

  @Test
  void softBudgetsLimitNobody() {
    assertThat(limits(budget(BudgetScope.KEY, BudgetPeriod.DAILY, "1", false))).isEmpty();
  }
}
