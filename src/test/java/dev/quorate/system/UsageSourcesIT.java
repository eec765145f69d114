package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is billed where a provider says little, nothing or nonsense about the tokens it used. */
@ExtendWith(StageExtension.class)
class UsageSourcesIT {
  private final Stage stage;
  private final Tenant tenant;

  UsageSourcesIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void withoutUsageTheTokensAreCounted() {
    JsonNode line = lineOf(FakeAnswer.text("Paris is the capital of France.").noUsage());

    assertThat(line.path("usage_source").asString()).isEqualTo("counted");
    assertThat(line.at("/usage/input_tokens").asInt()).isBetween(5, 40);
    assertThat(line.at("/usage/output_tokens").asInt()).isBetween(5, 12);
    assertThat(line.path("cost").decimalValue()).isPositive();
  }

  @Test
  void anExplicitZeroIsZeroAndNotMissing() {
    JsonNode line = lineOf(FakeAnswer.text("free").usage(0, 0));

    assertThat(line.path("usage_source").asString()).isEqualTo("provider");
    assertThat(line.path("cost").decimalValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt_tokens\":-5,\"completion_tokens\":3}",
        "{\"prompt_tokens\":5,\"completion_tokens\":-3}",
        "{\"prompt_tokens\":5,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":-1}}"
      })
  void negativeUsageIsRefused(String usage) {
    JsonNode line = lineOf(FakeBodies.usage(usage));

    assertThat(line.path("usage_source").asString()).isEqualTo("none");
    assertThat(line.path("cost").decimalValue()).isZero();
  }

  @Test
  void absurdUsageIsStoredAsReportedAndBilledAtWhatWasHeld() {
    JsonNode line = lineOf(FakeAnswer.text("x").usage(4_000_000_000L, 4_000_000_000L));

    assertThat(line.at("/usage/input_tokens").asLong()).isEqualTo(4_000_000_000L);
    assertThat(line.path("clamped").asBoolean()).isTrue();
    assertThat(line.path("exposure").decimalValue()).isPositive();
    assertThat(line.path("cost").decimalValue()).isLessThan(BigDecimal.ONE);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 40, 20, 5, 60, 40, 15, 5",
    "100, 100, 20, 20, 0, 100, 0, 20",
    "100, 0, 20, 0, 100, 0, 20, 0"
  })
  void bucketsDoNotOverlap(
      long prompt,
      long cached,
      long completion,
      long thought,
      long in,
      long read,
      long out,
      long reasoning) {
    JsonNode usage =
        lineOf(FakeAnswer.text("x").usage(prompt, cached, completion, thought)).path("usage");

    assertThat(usage.path("input_tokens").asLong()).isEqualTo(in);
    assertThat(usage.path("cache_read_tokens").asLong()).isEqualTo(read);
    assertThat(usage.path("output_tokens").asLong()).isEqualTo(out);
    assertThat(usage.path("reasoning_tokens").asLong()).isEqualTo(reasoning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "7",
        "\"many\"",
        "{\"prompt_tokens\":\"five\"}",
        "{\"prompt_tokens\":5.5,\"completion_tokens\":1}",
        "{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1}",
        "{\"prompt_tokens\":10,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":11}}",
        "{\"prompt_tokens\":10,\"completion_tokens\":2,\"completion_tokens_details\":{\"reasoning_tokens\":3}}"
      })
  void usageThatMakesNoSenseNeverFailsTheAnswer(String usage) {
    JsonNode line = lineOf(FakeBodies.usage(usage));

    assertThat(line.path("outcome").asString()).isEqualTo("ok");
    assertThat(line.path("usage_source").asString()).isIn("provider", "counted", "none");
    Bill.expectRecomputes(line);
  }

  private JsonNode lineOf(FakeAnswer answer) {
    String model = stage.model("usage", answer);
    Answer reply = tenant.chat(Bodies.chat(model, "\"max_tokens\":1000")).expect(200);
    List<JsonNode> lines = Bill.of(tenant, reply).lines();
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }
}
