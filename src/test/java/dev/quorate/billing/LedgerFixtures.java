package dev.quorate.billing;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.kernel.call.UsageSource;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Good defaults for the ledger's tests. */
final class LedgerFixtures {
  static final Clock CLOCK = Clock.systemUTC();

  private LedgerFixtures() {}

  static Attribution attribution() {
    return attribution(new WorkspaceId(UuidV7.create(CLOCK)), false);
  }

  static Attribution attribution(WorkspaceId workspace, boolean test) {
    return new Attribution(
        workspace,
        new ApiKeyId(UuidV7.create(CLOCK)),
        null,
        List.of(new Tag("team", "search"), new Tag("it's", "\"quoted\", {odd}")),
        test);
  }

  /** USD 2.50 in, 10 out, 0.25 cached, a million tokens each. */
  static PriceSnapshot price() {
    return new PriceSnapshot("v1", dec("2.5"), dec("10"), dec("0.25"), null, null, BigDecimal.ZERO);
  }

  static PricedModel model(PriceSnapshot price) {
    ProviderTarget target =
        new ProviderTarget(
            "sandbox",
            Dialect.OPENAI,
            URI.create("http://127.0.0.1:1"),
            null,
            Duration.ofSeconds(2),
            64);
    return new PricedModel(
        new ModelSlug("sandbox/echo"), "echo", target, price, null, null, Set.of());
  }

  static PlannedCall direct() {
    return PlannedCall.first(CallRole.DIRECT, null, model(price()), 1000, 100);
  }

  static PlannedCall panel(int seat) {
    return PlannedCall.first(CallRole.PANEL, seat, model(price()), 1000, 100);
  }

  static PlannedCall judge() {
    return PlannedCall.first(CallRole.JUDGE, null, model(price()), 4000, 400);
  }

  static RequestOpening opening(Attribution attribution, PlannedCall... calls) {
    Money hold =
        List.of(calls).stream().map(PlannedCall::worstCase).reduce(Money.ZERO, Money::plus);
    return opening(attribution, hold, calls);
  }

  static RequestOpening opening(Attribution attribution, Money hold, PlannedCall... calls) {
    return new RequestOpening(
        RequestId.create(CLOCK),
        attribution,
        "responses",
        "fusion",
        null,
        Instant.now(CLOCK),
        List.of(calls),
        hold,
        null,
        null);
  }

  static CallEnding ok(long input, long output) {
    return new CallEnding(
        CallOutcome.OK,
        TokenUsage.of(input, output),
        UsageSource.PROVIDER,
        200,
        "prov-1",
        Duration.ofMillis(12),
        null);
  }

  static BigDecimal dec(String value) {
    return new BigDecimal(value);
  }

  static Money usd(String value) {
    return new Money(dec(value));
  }

  static LedgerRow someRow() {
    return new LedgerRow.Hold(
        UuidV7.create(CLOCK), RequestId.create(CLOCK), attribution(), Money.ZERO);
  }
}
