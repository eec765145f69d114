package dev.quorate.kernel.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceSnapshotTest {
  private static PriceSnapshot price(
      String input, String output, @Nullable String cacheRead, @Nullable String reasoning) {
    return new PriceSnapshot(
        "v1",
        new BigDecimal(input),
        new BigDecimal(output),
        cacheRead == null ? null : new BigDecimal(cacheRead),
        null,
        reasoning == null ? null : new BigDecimal(reasoning),
        BigDecimal.ZERO);
  }

  @Test
  void everyBucketIsPricedOnItsOwn() {
    Money amount = price("3", "15", "0.3", "20").amountOf(new TokenUsage(100, 1000, 10, 7, 3));

    // 100·3 + 1000·0.3 + 10·3 + 7·15 + 3·20 = 795 USD per million
    assertThat(amount).isEqualTo(new Money(new BigDecimal("0.000795")));
  }

  @Test
  void aBucketWithoutAPriceCostsWhatItsFamilyCosts() {
    Money amount = price("2", "8", null, null).amountOf(new TokenUsage(0, 10, 10, 0, 5));

    assertThat(amount).isEqualTo(new Money(new BigDecimal("0.00008")));
  }

  @Test
  void aLineIsRoundedOnceHalfEven() {
    // 1 token at 0.00005 USD per million = 0.00000000005 USD: a tie that goes to zero
    assertThat(price("0.00005", "0", null, null).amountOf(TokenUsage.of(1, 0)).isZero()).isTrue();
    // three such tokens are no tie; rounding each would have given zero
    assertThat(price("0.00005", "0", null, null).amountOf(TokenUsage.of(3, 0)))
        .isEqualTo(new Money(new BigDecimal("0.0000000002")));
  }

  @Test
  void theWorstCaseTakesTheDearestBucket() {
    PriceSnapshot price = price("1", "2", "5", "7");

    assertThat(price.worstCase(10, 10)).isEqualTo(new Money(new BigDecimal("0.00012")));
    assertThat(price.worstCase(10, 10))
        .isGreaterThanOrEqualTo(price.amountOf(new TokenUsage(5, 5, 0, 5, 5)));
  }

  @Test
  void aRequestPriceIsAddedToEveryCallThatRan() {
    PriceSnapshot perRequest =
        new PriceSnapshot(
            "v1", BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, new BigDecimal("0.005"));

    assertThat(perRequest.amountOf(TokenUsage.ZERO)).isEqualTo(new Money(new BigDecimal("0.005")));
    assertThat(perRequest.atZero().amountOf(TokenUsage.of(1_000_000, 1_000_000)).isZero()).isTrue();
  }
}
