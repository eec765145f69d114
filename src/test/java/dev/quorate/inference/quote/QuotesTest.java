package dev.quorate.inference.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.inference.InferenceWorld;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PastCalls;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every model costs 1 USD a million in and 4 out; a turn counts as ten tokens. */
class QuotesTest {
  private static final String PANEL =
      "'fusion':{'analysis_models':['acme/one','acme/two'],'synthesis_model':'acme/judge','seed':41}";

  private final InferenceWorld world = new InferenceWorld();
  private final List<PastCalls.Sum> past = new ArrayList<>();
  private final Quotes quotes =
      new Quotes(
          null,
          world.planning(),
          (workspace, project, models, since) -> List.copyOf(past),
          world.counter,
          Clock.fixed(InferenceWorld.NOW, ZoneOffset.UTC));

  @Test
  void planIsPrintedAndItsSharesAreTheHold() {
    JsonNode quote = quote("{'model':'fusion',INPUT," + PANEL + "}");

    assertThat(quote.path("form").asString()).isEqualTo("merge");
    assertThat(quote.path("mode").asString()).isEqualTo("synthesis");
    assertThat(quote.at("/panel/0/model").asString()).isEqualTo("acme/one");
    assertThat(quote.at("/panel/1/provider").asString()).isEqualTo("acme");
    assertThat(quote.at("/panel/0/price/output_per_million").decimalValue())
        .isEqualByComparingTo("4");
    assertThat(quote.at("/panel/0/output_bound").asInt()).isEqualTo(8_000);
    assertThat(quote.at("/judge/role").asString()).isEqualTo("judge");
    assertThat(quote.path("writer").isNull()).isTrue();
    assertThat(quote.path("order").valueStream().map(JsonNode::asInt))
        .containsExactlyInAnyOrder(0, 1);
    assertThat(shares(quote)).isEqualByComparingTo(quote.path("worst_case_usd").decimalValue());
    assertThat(quote.path("likely_usd").isNull()).isTrue();
    assertThat(quote.path("fits").isNull()).isTrue();
    assertThat(quote.path("cheapest_fit").isNull()).isTrue();
    assertThat(world.openedPresets()).isEmpty();
  }

  @Test
  void likelyCostIsThisPromptAndThePastsAnswers() {
    past.add(sum("acme/one", CallRole.PANEL, 4, TokenUsage.of(4_000, 400)));
    past.add(sum("acme/two", CallRole.PANEL, 2, new TokenUsage(100, 300, 0, 100, 100)));

    JsonNode half = quote("{'model':'fusion',INPUT," + PANEL + "}");
    past.add(sum("acme/judge", CallRole.JUDGE, 1, TokenUsage.of(500, 50)));
    JsonNode whole = quote("{'model':'fusion',INPUT," + PANEL + "}");

    // Ten tokens in and 100 out; a bucket without a price of its own costs what input costs.
    assertThat(half.at("/panel/0/likely_usd").decimalValue()).isEqualByComparingTo("0.00041");
    assertThat(half.at("/panel/0/past_calls").asInt()).isEqualTo(4);
    // 50 visible tokens and 50 of reasoning.
    assertThat(half.at("/panel/1/likely_usd").decimalValue()).isEqualByComparingTo("0.00041");
    assertThat(half.at("/judge/likely_usd").isNull()).isTrue();
    assertThat(half.path("likely_usd").isNull()).isTrue();
    BigDecimal judge = whole.at("/judge/likely_usd").decimalValue();
    // It reads the prompt, both answers without their reasoning, and its task.
    assertThat(judge).isGreaterThan(new BigDecimal("0.00036"));
    assertThat(whole.path("likely_usd").decimalValue())
        .isEqualByComparingTo(judge.add(new BigDecimal("0.00082")))
        .isLessThan(whole.path("worst_case_usd").decimalValue());
  }

  @Test
  void likelyNeverExceedsTheCap() {
    past.add(sum("acme/one", CallRole.DIRECT, 1, TokenUsage.of(10, 5_000)));

    JsonNode quote = quote("{'model':'acme/one',INPUT,'max_output_tokens':100}");

    assertThat(quote.path("form").asString()).isEqualTo("direct");
    assertThat(quote.path("likely_usd").decimalValue()).isEqualByComparingTo("0.00041");
  }

  @Test
  void dearestMembersAreLeftOutFirstUntilThePlanFits() {
    String four =
        "'fusion':{'analysis_models':['acme/one','acme/two','acme/three','acme/four'],"
            + "'quorum':4,'max_cost_usd':%s}";
    BigDecimal all =
        quote("{'model':'fusion',INPUT," + four.formatted("9") + "}")
            .path("worst_case_usd")
            .decimalValue();

    JsonNode fits = quote("{'model':'fusion',INPUT," + four.formatted(all) + "}");
    BigDecimal less = all.subtract(new BigDecimal("0.0000000001"));
    JsonNode three = quote("{'model':'fusion',INPUT," + four.formatted(less) + "}");
    JsonNode none = quote("{'model':'fusion',INPUT," + four.formatted("0.01") + "}");

    assertThat(fits.path("fits").asBoolean()).isTrue();
    assertThat(fits.at("/cheapest_fit/removed").isEmpty()).isTrue();
    assertThat(three.path("fits").asBoolean()).isFalse();
    // All cost the same: the last one goes. The judge stays the first of the whole panel.
    assertThat(models(three.path("cheapest_fit").path("analysis_models")))
        .containsExactly("acme/one", "acme/two", "acme/three");
    assertThat(three.at("/cheapest_fit/removed/0").asInt()).isEqualTo(3);
    assertThat(three.at("/cheapest_fit/worst_case_usd").decimalValue()).isLessThan(less);
    assertThat(none.path("fits").asBoolean()).isFalse();
    assertThat(none.path("cheapest_fit").isNull()).isTrue();
  }

  @Test
  void panelIsNotCutBelowItsLeastAnswers() {
    String fusion =
        "'fusion':{'analysis_models':['acme/one','acme/two','acme/three'],'min_answers':3,"
            + "'max_cost_usd':0.01}";

    assertThat(quote("{'model':'fusion',INPUT," + fusion + "}").path("cheapest_fit").isNull())
        .isTrue();
  }

  @Test
  void openRouterFormIsQuotedWithItsPanelAsked() {
    String body =
        "{'model':'acme/outer','plugins':[{'id':'fusion','analysis_models':['acme/one',"
            + "'acme/two','acme/three']}],'fusion':{'max_cost_usd':%s},MESSAGES}";
    BigDecimal whole = quote(body.formatted("9")).path("worst_case_usd").decimalValue();

    JsonNode quote = quote(body.formatted(whole.subtract(new BigDecimal("0.001"))));

    assertThat(quote.path("form").asString()).isEqualTo("openrouter");
    assertThat(quote.at("/judge/model").asString()).isEqualTo("acme/outer");
    assertThat(quote.at("/writer/model").asString()).isEqualTo("acme/outer");
    assertThat(shares(quote)).isEqualByComparingTo(quote.path("worst_case_usd").decimalValue());
    assertThat(models(quote.at("/cheapest_fit/analysis_models")))
        .containsExactly("acme/one", "acme/two");
  }

  @Test
  void presetIsAppliedToAQuote() {
    world.presets.save("brief", "{\"analysis_models\":[\"acme/nine\"],\"mode\":\"analysis\"}");

    JsonNode quote = quote("{'model':'@preset/brief',MESSAGES}");

    assertThat(quote.path("preset").asString()).isEqualTo("brief@1");
    assertThat(quote.path("mode").asString()).isEqualTo("analysis");
    assertThat(quote.at("/writer/role").asString()).isEqualTo("writer");
    assertThat(shares(quote)).isEqualByComparingTo(quote.path("worst_case_usd").decimalValue());
  }

  @Test
  void whatWouldBeRefusedIsRefused() {
    assertThatThrownBy(() -> quote("{'model':'acme/no-such',INPUT}"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code().code()).isEqualTo("model_not_found"));
    assertThat(world.refusals()).isEmpty();
  }

  private JsonNode quote(String body) {
    String whole =
        body.replace("INPUT", "'input':'Hi'")
            .replace("MESSAGES", "'messages':[{'role':'user','content':'Hi'}]")
            .replace('\'', '"');
    return InferenceWorld.JSON.readTree(
        InferenceWorld.JSON.writeValueAsString(quotes.quote(world.visit(whole))));
  }

  private static BigDecimal shares(JsonNode quote) {
    return Stream.concat(
            quote.path("panel").valueStream(),
            Stream.of(quote.path("judge"), quote.path("writer")).filter(JsonNode::isObject))
        .map(call -> call.path("worst_case_usd").decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> models(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static PastCalls.Sum sum(String model, CallRole role, long calls, TokenUsage tokens) {
    return new PastCalls.Sum(new ModelSlug(model), role, calls, tokens);
  }
}
