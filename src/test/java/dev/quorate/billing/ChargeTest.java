package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.dec;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.model;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.UsageSource;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChargeTest {
  @Test
  void reportedTokensArePricedByTheSnapshot() {
    Charge charge = Charge.of(direct(), ok(1000, 40));

    assertThat(charge.amount()).isEqualTo(usd("0.0029"));
    assertThat(charge.exposure()).isEqualTo(Money.ZERO);
    assertThat(charge.clamped()).isFalse();
  }

  @Test
  void usageBeyondTheBoundIsClampedAndTheDifferenceShown() {
    Charge charge = Charge.of(direct(), ok(1000, 500));

    assertThat(charge.amount()).isEqualTo(direct().worstCase());
    assertThat(charge.exposure()).isEqualTo(usd("0.004"));
    assertThat(charge.clamped()).isTrue();
    assertThat(charge.ending().usage()).isEqualTo(TokenUsage.of(1000, 500));
  }

  @Test
  void absurdUsageIsClampedToo() {
    CallEnding absurd = ok(Long.MAX_VALUE, Long.MAX_VALUE);

    Charge charge = Charge.of(direct(), absurd);

    assertThat(charge.amount()).isEqualTo(direct().worstCase());
    assertThat(charge.clamped()).isTrue();
  }

  @Test
  void halfATenthDecimalGoesToTheEvenNeighbour() {
    // 0.00005 per million: one token is half of the tenth decimal.
    PriceSnapshot price =
        new PriceSnapshot("v1", dec("0.00005"), dec("0"), null, null, null, BigDecimal.ZERO);
    PlannedCall call = PlannedCall.first(CallRole.DIRECT, null, model(price), 1000, 0);

    assertThat(Charge.of(call, ok(1, 0)).amount()).isEqualTo(Money.ZERO);
    assertThat(Charge.of(call, ok(3, 0)).amount()).isEqualTo(usd("0.0000000002"));
    assertThat(Charge.of(call, ok(5, 0)).amount()).isEqualTo(usd("0.0000000002"));
    assertThat(Charge.of(call, ok(7, 0)).amount()).isEqualTo(usd("0.0000000004"));
  }

  @Test
  void withoutUsageEvenThePriceOfARequestIsNotBilled() {
    PriceSnapshot price =
        new PriceSnapshot("v1", dec("1"), dec("1"), null, null, null, dec("0.01"));
    PlannedCall call = PlannedCall.first(CallRole.DIRECT, null, model(price), 10, 10);

    Charge charge = Charge.of(call, CallEnding.free(CallOutcome.ERROR, 500, Duration.ofMillis(3)));

    assertThat(charge.amount()).isEqualTo(Money.ZERO);
    assertThat(Charge.of(call, ok(0, 0)).amount()).isEqualTo(usd("0.01"));
  }

  @Test
  void anUnresolvedCallIsFreeAndItsWorstCaseExposed() {
    Charge charge = Charge.of(direct(), CallEnding.free(CallOutcome.UNKNOWN, null, Duration.ZERO));

    assertThat(charge.amount()).isEqualTo(Money.ZERO);
    assertThat(charge.exposure()).isEqualTo(direct().worstCase());
    assertThat(charge.clamped()).isFalse();
  }

  @Test
  void anAnswerWhoseUsageWasRefusedIsFreeFlaggedAndExposed() {
    Charge charge = Charge.of(direct(), CallEnding.free(CallOutcome.OK, 200, Duration.ZERO));

    assertThat(charge.amount()).isEqualTo(Money.ZERO);
    assertThat(charge.exposure()).isEqualTo(direct().worstCase());
    assertThat(charge.clamped()).isTrue();
  }

  @Test
  void whatWasNotSentHasNoUsageWhateverIsSaid() {
    CallEnding odd =
        new CallEnding(
            CallOutcome.NOT_SENT,
            TokenUsage.of(5, 5),
            UsageSource.ESTIMATED,
            null,
            null,
            Duration.ZERO,
            null);

    Charge charge = Charge.of(direct(), odd);

    assertThat(charge.amount()).isEqualTo(Money.ZERO);
    assertThat(charge.ending().usageSource()).isEqualTo(UsageSource.NONE);
    assertThat(charge.ending().usage()).isEqualTo(TokenUsage.ZERO);
  }
}
