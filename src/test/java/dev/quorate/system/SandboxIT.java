package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The built-in provider, as a first caller meets it: through the gateway, on the bill. */
@ExtendWith(StageExtension.class)
class SandboxIT {
  private static final List<String> PANEL =
      List.of("sandbox/optimist", "sandbox/sceptic", "sandbox/echo");

  private final Stage stage;
  private final Tenant tenant;

  SandboxIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void echoRepeatsTheQuestionAndReportsItsWords() {
    Answer reply = tenant.chat(Bodies.chat("sandbox/echo")).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo(Canaries.PROMPT);
    assertThat(reply.number("/usage/prompt_tokens")).isEqualByComparingTo("10");
    assertThat(reply.number("/usage/completion_tokens")).isEqualByComparingTo("10");
    assertThat(line(reply).path("usage_source").asString()).isEqualTo("provider");
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void aPanelOfOpinionsIsMergedByTheJudge() {
    Answer reply = tenant.chat(Bodies.fusionChat(PANEL, "sandbox/judge")).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(reply.list("/fusion/panel")).hasSize(3);
    assertThat(reply.string("/choices/0/message/content"))
        .startsWith("On \"" + Canaries.PROMPT + "\":")
        .contains("There is good reason for confidence", "I would be careful");
    assertThat(reply.number("/fusion/cost/total")).isPositive();
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void failFiveHundredIsABadGateway() {
    Answer reply = tenant.chat(Bodies.chat("sandbox/fail-500"));

    reply.expectError(502, "upstream_error");
    assertThat(line(reply).path("upstream_status").asInt()).isEqualTo(500);
  }

  @Test
  void failFourTwentyNineIsTriedAgainAfterItsSecond() {
    long start = System.nanoTime();

    Answer reply = tenant.chat(Bodies.chat("sandbox/fail-429"));

    reply.expectError(429, "provider_rate_limited");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(Bill.of(tenant, reply).lines()).hasSize(2);
  }

  @Test
  void slowTakesItsTime() {
    long start = System.nanoTime();

    tenant.chat(Bodies.chat("sandbox/slow-700ms")).expect(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
  }

  @Test
  void truncateBreaksOffAndIsEstimated() {
    Answer reply = tenant.chat(Bodies.chat("sandbox/truncate"));

    reply.expectError(502, "upstream_error");
    JsonNode line = line(reply);
    assertThat(line.path("outcome").asString()).isEqualTo("truncated");
    assertThat(line.path("usage_source").asString()).isEqualTo("estimated");
    assertThat(line.at("/usage/output_tokens").asInt()).isPositive();
  }

  @Test
  void starvedAndEmptyAreDroppedFromAPanel() {
    List<String> panel = List.of("sandbox/starved", "sandbox/empty", "sandbox/echo");

    Answer reply = tenant.chat(Bodies.fusionChat(panel, "sandbox/judge")).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    assertThat(reply.string("/fusion/panel/0/reason")).isEqualTo("starved");
    assertThat(reply.string("/fusion/panel/1/reason")).isEqualTo("empty");
    Bill.of(tenant, reply).expectConsistent();
  }

  @Test
  void aNameTheSandboxDoesNotHaveIsNotInTheCatalogue() {
    tenant.chat(Bodies.chat("sandbox/genius")).expectError(404, "model_not_found");
  }

  @Test
  void theSandboxKnowsOnlyItsOwnKey() {
    Api stranger = tenant.api();

    stranger.get("/sandbox/v1/models").expectError(401, "invalid_api_key");
    stranger
        .post("/sandbox/v1/chat/completions", Bodies.chat("echo"))
        .expectError(401, "invalid_api_key");
    stage.anonymous().get("/sandbox/v1/models").expectError(401, "invalid_api_key");
  }

  private JsonNode line(Answer reply) {
    List<JsonNode> lines = Bill.of(tenant, reply).lines();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }
}
