package dev.quorate.tenancy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.tenancy.policy.Policy.OnViolation;
import dev.quorate.tenancy.policy.Verdict.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final ModelSlug MODEL = new ModelSlug("openai/gpt-5");

  private static PriceSnapshot price(String input, String output, String reasoning) {
    return new PriceSnapshot(
        "v1",
        new BigDecimal(input),
        new BigDecimal(output),
        null,
        null,
        reasoning == null ? null : new BigDecimal(reasoning),
        BigDecimal.ZERO);
  }

  private static Policy policy(
      List<String> allowed, List<String> denied, String ceiling, boolean zero, OnViolation then) {
    BigDecimal most = ceiling == null ? null : new BigDecimal(ceiling);
    return new Policy(
        UUID.randomUUID(),
        "house rule",
        Policy.Scope.WORKSPACE,
        null,
        allowed,
        denied,
        most,
        most,
        zero,
        then,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Policy listing(List<String> allowed, List<String> denied) {
    return policy(allowed, denied, null, false, OnViolation.DROP);
  }

  private static Reason reason(Verdict verdict) {
    return verdict instanceof Verdict.Violated violated ? violated.reason() : null;
  }

  @Test
  void denyWinsOverAllowAndAnEmptyAllowListAllowsAll() {
    PriceSnapshot price = price("1", "2", null);

    assertThat(listing(List.of(), List.of()).judge(MODEL, price, false)).isEqualTo(Verdict.ALLOWED);
    assertThat(listing(List.of("openai/*"), List.of()).judge(MODEL, price, false))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(reason(listing(List.of("google/*"), List.of()).judge(MODEL, price, false)))
        .isEqualTo(Reason.MODEL_NOT_ALLOWED);
    assertThat(reason(listing(List.of("openai/*"), List.of("*/gpt-5")).judge(MODEL, price, false)))
        .isEqualTo(Reason.MODEL_DENIED);
  }

  @Test
  void aPriceAtTheCeilingPassesAndReasoningCountsAsOutput() {
    Policy ceiling = policy(List.of(), List.of(), "10", false, OnViolation.DROP);

    assertThat(ceiling.judge(MODEL, price("10", "10.000", null), false)).isEqualTo(Verdict.ALLOWED);
    assertThat(reason(ceiling.judge(MODEL, price("10.0000000001", "1", null), false)))
        .isEqualTo(Reason.PRICE_TOO_HIGH);
    assertThat(reason(ceiling.judge(MODEL, price("1", "11", null), false)))
        .isEqualTo(Reason.PRICE_TOO_HIGH);
    assertThat(reason(ceiling.judge(MODEL, price("1", "1", "11"), false)))
        .isEqualTo(Reason.PRICE_TOO_HIGH);
  }

  @Test
  void zeroRetentionAsksTheProvider() {
    Policy zero = policy(List.of(), List.of(), null, true, OnViolation.DROP);

    assertThat(zero.judge(MODEL, price("1", "1", null), true)).isEqualTo(Verdict.ALLOWED);
    assertThat(reason(zero.judge(MODEL, price("1", "1", null), false)))
        .isEqualTo(Reason.PROVIDER_KEEPS_TEXTS);
  }

  @Test
  void ofSeveralPoliciesOneThatDeniesIsTheAnswer() {
    Policy drops = listing(List.of("google/*"), List.of());
    Policy denies = policy(List.of(), List.of("openai/*"), null, false, OnViolation.DENY);
    PriceSnapshot price = price("1", "1", null);

    assertThat(new PolicySet(List.of(drops, denies)).judge(MODEL, price, false))
        .isInstanceOfSatisfying(
            Verdict.Violated.class,
            violated -> {
              assertThat(violated.policy()).isEqualTo(denies.id());
              assertThat(violated.then()).isEqualTo(OnViolation.DENY);
              assertThat(violated.sentence()).contains("house rule", "deny list");
            });
    assertThat(PolicySet.NONE.judge(MODEL, price, false)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aPolicyIsAboutItsProjectOrItsKeyOnly() {
    ProjectId project = new ProjectId(UUID.randomUUID());
    ApiKeyId key = new ApiKeyId(UUID.randomUUID());
    Policy ofProject = scoped(Policy.Scope.PROJECT, project.value());
    Policy ofKey = scoped(Policy.Scope.KEY, key.value());

    assertThat(ofProject.appliesTo(key, project)).isTrue();
    assertThat(ofProject.appliesTo(key, null)).isFalse();
    assertThat(ofKey.appliesTo(key, null)).isTrue();
    assertThat(ofKey.appliesTo(new ApiKeyId(UUID.randomUUID()), project)).isFalse();
  }

  private static Policy scoped(Policy.Scope scope, UUID id) {
    return new Policy(
        UUID.randomUUID(),
        "scoped",
        scope,
        id,
        List.of(),
        List.of(),
        null,
        null,
        false,
        OnViolation.DROP,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
