package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A quote against what the run then does and costs. */
@ExtendWith(StageExtension.class)
class QuoteIT {
  private static final String QUOTE = "/v1/fusion/quote";

  private final Stage stage;
  private final Tenant tenant;
  private final Api api;
  private final String one;
  private final String two;
  private final String judge;

  QuoteIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
    this.one = stage.model("one", FakeAnswer.text("Paris.").usage(14, 30));
    this.two =
        stage.pricedModel("two", Stage.price("15", "60"), FakeAnswer.text("Paris?").usage(14, 40));
    this.judge = stage.model("judge", FakeAnswer.text("It is Paris.").usage(300, 20));
  }

  @Test
  void nothingIsSentAndNothingIsWritten() {
    Answer quote = api.post(QUOTE, Bodies.fusionChat(List.of(one, two), judge)).expect(200);

    assertThat(quote.string("/object")).isEqualTo("fusion.quote");
    assertThat(quote.string("/panel/0/model")).isEqualTo(one);
    assertThat(quote.number("/panel/1/price/output_per_million")).isEqualByComparingTo("60");
    assertThat(quote.number("/panel/1/output_bound")).isEqualByComparingTo("16000");
    assertThat(quote.string("/judge/model")).isEqualTo(judge);
    assertThat(quote.at("/likely_usd").isNull()).isTrue();
    for (String model : List.of(one, two, judge)) {
      assertThat(stage.provider().calls(model)).isEmpty();
    }
    assertThat(api.get("/v1/usage/requests").list("/data")).isEmpty();
  }

  @Test
  void runThatWasQuotedStaysWithinItsWorstCase() {
    String body = Bodies.fusionChat(List.of(one, two), judge, "\"seed\":41");
    Answer quote = api.post(QUOTE, body).expect(200);

    Answer reply = tenant.chat(body).expect(200);

    assertThat(reply.number("/usage/cost")).isLessThan(quote.number("/worst_case_usd"));
    BigDecimal shares =
        quote.list("/panel").stream()
            .map(seat -> seat.path("worst_case_usd").decimalValue())
            .reduce(quote.number("/judge/worst_case_usd"), BigDecimal::add);
    assertThat(shares).isEqualByComparingTo(quote.number("/worst_case_usd"));
    assertThat(quote.list("/order")).extracting(JsonNode::asInt).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void likelyCostComesFromTheWorkspacesOwnCalls() {
    String body = Bodies.fusionResponses(List.of(one, two), judge);
    tenant.responses(body).expect(200);
    Tenant stranger = stage.tenant();

    Answer quote = api.post(QUOTE, body).expect(200);

    assertThat(quote.number("/panel/0/past_calls")).isEqualByComparingTo("1");
    // 30 tokens out at 6 USD a million, and the counted prompt at 1.5.
    BigDecimal answers = new BigDecimal("0.00018");
    assertThat(quote.number("/panel/0/likely_usd"))
        .isBetween(answers, answers.add(new BigDecimal("0.0001")));
    assertThat(quote.number("/likely_usd")).isLessThan(quote.number("/worst_case_usd"));
    assertThat(stranger.api().post(QUOTE, body).expect(200).at("/likely_usd").isNull()).isTrue();
  }

  @Test
  void cheapestPlanThatFitsIsOneThatRuns() {
    String third = stage.model("third", FakeAnswer.text("Paris!").usage(14, 30));
    List<String> panel = List.of(one, two, third);
    BigDecimal whole =
        api.post(QUOTE, Bodies.fusionChat(panel, judge)).expect(200).number("/worst_case_usd");
    String cap = "\"max_cost_usd\":" + whole.subtract(new BigDecimal("0.01")).toPlainString();

    Answer quote = api.post(QUOTE, Bodies.fusionChat(panel, judge, cap)).expect(200);

    assertThat(quote.at("/fits").asBoolean(true)).isFalse();
    assertThat(quote.list("/cheapest_fit/analysis_models"))
        .extracting(JsonNode::asString)
        .containsExactly(one, third);
    assertThat(quote.number("/cheapest_fit/removed/0")).isEqualByComparingTo("1");
    tenant
        .chat(Bodies.fusionChat(panel, judge, cap))
        .expectError(402, "max_cost_exceeded", "fusion.max_cost_usd");
    assertThat(stage.provider().calls(two)).isEmpty();
    tenant.chat(Bodies.fusionChat(List.of(one, third), judge, cap)).expect(200);
  }

  @Test
  void capHoldsInTheOpenRouterForm() {
    String body =
        Bodies.chat(
            one,
            "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\"]}]".formatted(two),
            "\"fusion\":{\"max_cost_usd\":0.01}");

    tenant.chat(body).expectError(402, "max_cost_exceeded", "fusion.max_cost_usd");

    Answer quote = api.post(QUOTE, body).expect(200);
    assertThat(quote.string("/form")).isEqualTo("openrouter");
    assertThat(quote.at("/fits").asBoolean(true)).isFalse();
    assertThat(quote.at("/cheapest_fit").isNull()).isTrue();
    assertThat(stage.provider().calls(one)).isEmpty();
  }

  @Test
  void directCallAndPresetAreQuotedToo() {
    assertThat(api.post(QUOTE, Bodies.chat(one)).expect(200).string("/form")).isEqualTo("direct");
    api.post(
            "/v1/presets",
            "{\"slug\":\"brief\",\"fusion\":{\"analysis_models\":[\"%s\"]}}".formatted(one))
        .expect(201);
    assertThat(api.post(QUOTE, Bodies.responses("@preset/brief")).expect(200).string("/preset"))
        .isEqualTo("brief@1");
  }

  @Test
  void quoteIsRefusedForWhatItsRequestWouldBe() {
    api.post(QUOTE, Bodies.chat("no/such")).expectError(404, "model_not_found", "model");
    api.post(QUOTE, Bodies.chat("fusion"))
        .expectError(400, "panel_required", "fusion.analysis_models");
    stage.anonymous().post(QUOTE, "{}").expectError(401, "invalid_api_key");
    Answer key = tenant.newKey("{\"name\":\"reports\",\"scopes\":[\"usage:read\"]}");
    stage
        .anonymous()
        .as(key.string("/key"))
        .post(QUOTE, Bodies.chat(one))
        .expectError(403, "insufficient_scope");
    assertThat(api.get("/v1/usage/requests").list("/data")).isEmpty();
  }
}
