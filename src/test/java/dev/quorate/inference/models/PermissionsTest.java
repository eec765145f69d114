package dev.quorate.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Reply;
import dev.quorate.inference.Ask;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.Planning;
import dev.quorate.inference.Visit;
import dev.quorate.inference.chat.ChatEndpoint;
import dev.quorate.inference.responses.ResponsesEndpoint;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.CredentialOwner;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.policy.Policy;
import dev.quorate.tenancy.policy.PolicySet;
import dev.quorate.tenancy.settings.WorkspaceSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A workspace's policies, credentials and settings, as they act on one request. */
class PermissionsTest {
  private static final String PANEL =
      """
      {"model":"fusion","messages":[{"role":"user","content":"Hi"}],
       "fusion":{"analysis_models":["acme/one","evil/two","acme/three"],"synthesis_model":"%s"%s}}\
      """;

  private final InferenceWorld world = new InferenceWorld();

  private void deny(String pattern, Policy.OnViolation then) {
    world.policies =
        new PolicySet(
            List.of(
                new Policy(
                    new UUID(9, 9),
                    "no evil",
                    Policy.Scope.WORKSPACE,
                    null,
                    List.of(),
                    List.of(pattern),
                    null,
                    new BigDecimal("4"),
                    false,
                    then,
                    Instant.EPOCH,
                    Instant.EPOCH)));
  }

  private RunPlan plan(String body) {
    Visit visit = world.visit(body);
    Ask ask = new ChatEndpoint().read(visit.head(), visit.body());
    Planning.Planned planned = world.planning().quoted(ask, visit);
    return planned.plan();
  }

  private void expectForbidden(String param, ThrowingCallable request) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(request)
        .satisfies(refusal -> {
          assertThat(refusal.code()).isEqualTo(ErrorCode.POLICY_VIOLATION);
          assertThat(refusal.param()).isEqualTo(param);
        });
  }

  @Test
  void aForbiddenPanelistIsLeftOut() {
    deny("evil/*", Policy.OnViolation.DROP);

    Reply reply = world.ask(new ChatEndpoint(), PANEL.formatted("acme/judge", ""));

    JsonNode seat = InferenceWorld.json(reply).at("/fusion/panel/1");
    assertThat(seat.path("reason").asString()).isEqualTo("policy");
    assertThat(InferenceWorld.json(reply).at("/fusion/status").asString()).isEqualTo("degraded");
    assertThat(world.asked("evil/two")).isNull();
    assertThat(plan(PANEL.formatted("acme/judge", "")).panelWave()).hasSize(2);
  }

  @Test
  void whoIsNeededIsRefused() {
    deny("evil/*", Policy.OnViolation.DROP);

    expectForbidden("fusion.synthesis_model", () -> plan(PANEL.formatted("evil/judge", "")));
    expectForbidden(
        "fusion.analysis_models", () -> plan(PANEL.formatted("acme/judge", ",\"min_answers\":3")));
    expectForbidden(
        "model",
        () -> plan("{\"model\":\"evil/x\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
  }

  @Test
  void denyRefusesAnybody() {
    deny("evil/*", Policy.OnViolation.DENY);

    expectForbidden("fusion.analysis_models[1]", () -> plan(PANEL.formatted("acme/judge", "")));
  }

  @Test
  void aWorkspacesCredentialReplacesTheDeployments() {
    world.credentials.put("evil", Sensitive.of("sk-own"));

    RunPlan plan = plan(PANEL.formatted("acme/judge", ""));

    ProviderTarget own = plan.panel().get(1).call().model().provider();
    assertThat(own.credentialOwner()).isEqualTo(CredentialOwner.WORKSPACE);
    assertThat(own.credential()).isEqualTo(Sensitive.of("sk-own"));
    assertThat(plan.panel().getFirst().call().model().provider().credentialOwner())
        .isEqualTo(CredentialOwner.PLATFORM);
  }

  @Test
  void theTokenBoundIsThatOfTheHold() {
    RunPlan plan = plan(PANEL.formatted("acme/judge", ""));

    long panel =
        plan.panelWave().stream().mapToLong(call -> call.inputBound() + call.outputBound()).sum();
    long judge = plan.judge().call().inputBound() + plan.judge().call().outputBound();
    assertThat(plan.tokenBound()).isEqualTo(panel + judge);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"store\":true | store",
        "\"background\":true | background",
        "\"previous_response_id\":\"resp_1\" | previous_response_id"
      })
  void whatNeedsATextKeptIsRefusedWhereNoneIs(String member, String param) {
    world.settings = new WorkspaceSettings(null, null, true, RateLimit.NONE);

    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() ->
            world.ask(
                new ResponsesEndpoint(),
                "{\"model\":\"acme/one\",\"input\":\"Hi\",%s}".formatted(member)))
        .satisfies(refusal -> {
          assertThat(refusal.code()).isEqualTo(ErrorCode.RETENTION_OFF);
          assertThat(refusal.param()).isEqualTo(param);
        });
    assertThat(world.refusals()).containsExactly("retention_off");
  }

  @Test
  void theDefaultIsThenThatNothingIsKept() {
    world.settings = new WorkspaceSettings(null, null, true, RateLimit.NONE);

    Reply reply = world.ask(new ResponsesEndpoint(), "{\"model\":\"acme/one\",\"input\":\"Hi\"}");

    assertThat(InferenceWorld.json(reply).path("store").asBoolean()).isFalse();
  }
}
