package dev.quorate.upstream.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final RetryBudget budget = new RetryBudget(10, 2);

  @Test
  void theReserveIsThereFromTheBeginning() {
    assertThat(budget.take("acme")).isTrue();
    assertThat(budget.take("acme")).isTrue();
    assertThat(budget.take("acme")).isFalse();
  }

  @Test
  void tenCallsPayForOneRetry() {
    empty("acme");

    for (int call = 0; call < 9; call++) {
      budget.payIn("acme");
    }
    assertThat(budget.take("acme")).isFalse();
    budget.payIn("acme");

    assertThat(budget.take("acme")).isTrue();
    assertThat(budget.take("acme")).isFalse();
  }

  @Test
  void noMoreThanTheReserveIsSaved() {
    for (int call = 0; call < 1_000; call++) {
      budget.payIn("acme");
    }

    assertThat(empty("acme")).isEqualTo(2);
  }

  @Test
  void eachProviderHasItsOwn() {
    empty("acme");

    assertThat(budget.take("other")).isTrue();
  }

  private int empty(String provider) {
    int taken = 0;
    while (budget.take(provider)) {
      taken++;
    }
    return taken;
  }
}
