package dev.quorate.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ProjectId;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
  private static final Rights ALL =
      new Rights(Set.of(Scope.values()), null, List.of(), RateLimit.NONE, null, null, false);
  private static final Rights NARROW =
      new Rights(
          Set.of(Scope.INFERENCE, Scope.KEYS_WRITE),
          PROJECT,
          List.of("openai/*"),
          new RateLimit(60, null, 5),
          spend("10", SpendLimit.Reset.MONTHLY),
          NOON,
          true);

  private static SpendLimit spend(String usd, SpendLimit.Reset reset) {
    return new SpendLimit(new BigDecimal(usd), reset);
  }

  private static Rights narrowWith(SpendLimit spend) {
    return new Rights(
        NARROW.scopes(), PROJECT, NARROW.models(), NARROW.limits(), spend, NOON, true);
  }

  @Test
  void aKeyWithoutLimitsReachesEverythingAndAnyKeyReachesItself() {
    assertThat(ALL.exceededBy(ALL)).isNull();
    assertThat(ALL.exceededBy(NARROW)).isNull();
    assertThat(NARROW.exceededBy(NARROW)).isNull();
  }

  @Test
  void theFirstFieldThatReachesFurtherIsNamed() {
    Rights scopes =
        new Rights(
            Set.of(Scope.USAGE_READ),
            PROJECT,
            List.of("openai/*"),
            NARROW.limits(),
            null,
            null,
            true);
    Rights project =
        new Rights(
            Set.of(), null, List.of("openai/*"), NARROW.limits(), NARROW.spend(), NOON, true);
    Rights models =
        new Rights(Set.of(), PROJECT, List.of(), NARROW.limits(), NARROW.spend(), NOON, true);
    Rights limits =
        new Rights(
            Set.of(),
            PROJECT,
            List.of("openai/gpt-5"),
            new RateLimit(60, 5, null),
            NARROW.spend(),
            NOON,
            true);
    Rights live =
        new Rights(
            Set.of(), PROJECT, List.of("openai/x"), NARROW.limits(), NARROW.spend(), NOON, false);

    assertThat(NARROW.exceededBy(scopes)).isEqualTo("scopes");
    assertThat(NARROW.exceededBy(project)).isEqualTo("project_id");
    assertThat(NARROW.exceededBy(models)).isEqualTo("allowed_models");
    assertThat(NARROW.exceededBy(limits)).isEqualTo("limits");
    assertThat(NARROW.exceededBy(live)).isEqualTo("test");
  }

  @Test
  void spendingIsWithinWhenTheAmountIsNotMoreAndThePeriodNotShorter() {
    assertThat(NARROW.exceededBy(narrowWith(spend("10", SpendLimit.Reset.LIFETIME)))).isNull();
    assertThat(NARROW.exceededBy(narrowWith(spend("9.99", SpendLimit.Reset.MONTHLY)))).isNull();
    assertThat(NARROW.exceededBy(narrowWith(spend("1", SpendLimit.Reset.DAILY))))
        .isEqualTo("limit_usd");
    assertThat(NARROW.exceededBy(narrowWith(spend("10.01", SpendLimit.Reset.MONTHLY))))
        .isEqualTo("limit_usd");
    assertThat(NARROW.exceededBy(narrowWith(null))).isEqualTo("limit_usd");
  }

  @Test
  void aKeyThatEndsMakesNoneThatLivesLonger() {
    Rights longer =
        new Rights(
            NARROW.scopes(),
            PROJECT,
            NARROW.models(),
            NARROW.limits(),
            NARROW.spend(),
            NOON.plusMillis(1),
            true);

    assertThat(NARROW.exceededBy(longer)).isEqualTo("expires_at");
  }
}
