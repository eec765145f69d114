package dev.quorate.catalog.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogModel.Offer;
import dev.quorate.catalog.Pricing;
import dev.quorate.catalog.PricingFields;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelFieldsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static Fields body(String json) {
    return Fields.of((ObjectNode) EXACT.readTree(json.replace('\'', '"')), "");
  }

  private static CatalogModel read(String json) {
    return ModelFields.read(body(json), NOW);
  }

  @Test
  void modelWildcardAndAliasAreRead() {
    CatalogModel model =
        read(
            "{'id':'vllm/llama','provider':'vllm','supports':['tools','vision'],'context_length':9}");

    assertThat(model.supports()).containsExactly("tools", "vision");
    assertThat(model.contextLength()).isEqualTo(9);
    assertThat(read("{'id':'vllm/*','provider':'vllm'}").id().isWildcard()).isTrue();
    assertThat(read("{'id':'a/*','provider':'p','upstream_model':'x/a-*'}").upstreamModel())
        .isEqualTo("x/a-*");
    assertThat(read("{'id':'~a/latest','alias_of':'a/b'}").aliasOf()).hasToString("a/b");
  }

  @Test
  void patchKeepsWhatItDoesNotName() {
    CatalogModel old =
        read("{'id':'vllm/llama','provider':'vllm','name':'Llama','context_length':9}");

    CatalogModel changed = ModelFields.patched(old, body("{'context_length':10}"), NOW);

    assertThat(changed.name()).isEqualTo("Llama");
    assertThat(changed.provider()).isEqualTo("vllm");
    assertThat(changed.contextLength()).isEqualTo(10);
  }

  @Test
  void fallbacksKeepTheirOrderAndStayUntilTheyAreNamed() {
    CatalogModel old =
        read(
            "{'id':'a/*','provider':'p','fallbacks':[{'provider':'r','upstream_model':'x/*'},{'provider':'q'}]}");

    assertThat(old.offers())
        .containsExactly(new Offer("p", null), new Offer("r", "x/*"), new Offer("q", null));
    assertThat(ModelFields.patched(old, body("{'name':'N'}"), NOW).fallbacks())
        .isEqualTo(old.fallbacks());
    assertThat(ModelFields.patched(old, body("{'fallbacks':[]}"), NOW).fallbacks()).isEmpty();
    assertRefused(
        () -> ModelFields.patched(old, body("{'provider':'q'}"), NOW),
        "provider",
        ErrorCode.INVALID_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                             | id                |"
            + " MISSING_FIELD",
        "{'id':'noslash'}                                               | id                |"
            + " INVALID_VALUE",
        "{'id':'~a/*','provider':'p'}                                   | id                |"
            + " INVALID_VALUE",
        "{'id':'a*/b','provider':'p'}                                   | id                |"
            + " INVALID_VALUE",
        "{'id':'a/b'}                                                   | provider          |"
            + " MISSING_FIELD",
        "{'id':'openrouter/fusion','provider':'p'}                      | id                |"
            + " FUSION_RECURSION",
        "{'id':'my/fusion','provider':'p'}                              | id                |"
            + " FUSION_RECURSION",
        "{'id':'a/b','provider':'p','upstream_model':'fusion'}          | upstream_model    |"
            + " FUSION_RECURSION",
        "{'id':'a/b','provider':'p','upstream_model':'OpenRouter/Fusion'}| upstream_model   |"
            + " FUSION_RECURSION",
        "{'id':'a/b','provider':'p','upstream_model':'openrouter:fusion'}| upstream_model   |"
            + " FUSION_RECURSION",
        "{'id':'a/b','alias_of':'openrouter/fusion'}                    | alias_of          |"
            + " FUSION_RECURSION",
        "{'id':'a/b','alias_of':'plain'}                                | alias_of          |"
            + " INVALID_VALUE",
        "{'id':'a/*','alias_of':'c/d'}                                  | id                |"
            + " INVALID_VALUE",
        "{'id':'a/b','alias_of':'c/d','provider':'p'}                   | provider          |"
            + " INVALID_VALUE",
        "{'id':'a/b','alias_of':'c/d','context_length':5}               | context_length    |"
            + " INVALID_VALUE",
        "{'id':'a/*','provider':'p','upstream_model':'one'}             | upstream_model    |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','context_length':0}                 | context_length    |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','max_output_tokens':'9'}            | max_output_tokens |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','supports':['Tools']}               | supports          |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','supports':'tools'}                 | supports          |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','fallbacks':[{}]}| fallbacks[0].provider | MISSING_FIELD",
        "{'id':'a/b','provider':'p','fallbacks':['q']}| fallbacks[0] | INVALID_VALUE",
        "{'id':'a/b','provider':'p','fallbacks':[{'provider':'p'}]}| fallbacks[0].provider |"
            + " INVALID_VALUE",
        "{'id':'a/b','provider':'p','fallbacks':[{'provider':'q'},{'provider':'q'}]}|"
            + " fallbacks[1].provider | INVALID_VALUE",
        "{'id':'a/b','provider':'p','fallbacks':[{},{},{},{},{}]}| fallbacks | INVALID_VALUE",
        "{'id':'a/*','provider':'p','fallbacks':[{'provider':'q','upstream_model':'x'}]}|"
            + " fallbacks[0].upstream_model | INVALID_VALUE",
        "{'id':'a/b','provider':'p','fallbacks':[{'provider':'q','upstream_model':'fusion'}]}|"
            + " fallbacks[0].upstream_model | FUSION_RECURSION",
        "{'id':'a/b','alias_of':'c/d','fallbacks':[]}| fallbacks | INVALID_VALUE",
      })
  void refusalNamesTheField(String json, String param, ErrorCode code) {
    assertRefused(() -> read(json), param, code);
  }

  @Test
  void pricesComeAsNumbersOrTexts() {
    Pricing pricing =
        PricingFields.read(
            body(
                "{'pricing':{'input_per_million':'0.1500','output_per_million':0.6,'per_request':0}}"));

    assertThat(pricing.inputPerMillion()).hasToString("0.15");
    assertThat(pricing.outputPerMillion()).hasToString("0.6");
    assertThat(pricing.cacheReadPerMillion()).isNull();
    assertThat(PricingFields.read(body("{}"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                               |"
            + " pricing.input_per_million  | MISSING_FIELD",
        "{'input_per_million':1}                                          |"
            + " pricing.output_per_million | MISSING_FIELD",
        "{'input_per_million':-1,'output_per_million':1}                  |"
            + " pricing.input_per_million  | INVALID_VALUE",
        "{'input_per_million':'1e3','output_per_million':1}               |"
            + " pricing.input_per_million  | INVALID_VALUE",
        "{'input_per_million':'','output_per_million':1}                  |"
            + " pricing.input_per_million  | INVALID_VALUE",
        "{'input_per_million':'0.00000000001','output_per_million':1}     |"
            + " pricing.input_per_million  | INVALID_VALUE",
        "{'input_per_million':9999999,'output_per_million':1}             |"
            + " pricing.input_per_million  | INVALID_VALUE",
        "{'input_per_million':1,'output_per_million':1,'input':2}         | pricing.input          "
            + "    | UNKNOWN_FIELD",
      })
  void badPriceIsRefusedByName(String pricing, String param, ErrorCode code) {
    assertRefused(() -> PricingFields.read(body("{'pricing':" + pricing + "}")), param, code);
  }

  private static void assertRefused(Runnable reading, String param, ErrorCode code) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(reading::run)
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e.param()).isEqualTo(param);
        });
  }
}
