package dev.quorate.catalog.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.catalog.BaseUrls;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.Dialect;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProviderFieldsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String GOOD =
      "{'id':'openai','dialect':'openai','base_url':'https://api.openai.com/v1','api_key':'sk-1'";

  private final ProviderFields fields = new ProviderFields(new BaseUrls(false));

  private static Fields body(String json) {
    return Fields.of((ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"')), "");
  }

  private CatalogProvider read(String more) {
    return fields.read(body(GOOD + more + "}"), NOW);
  }

  @Test
  void leftOutFieldsHaveTheirDefaults() {
    CatalogProvider provider = read("");

    assertThat(provider.concurrency()).isEqualTo(2000);
    assertThat(provider.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(provider.drainsOnAbort()).isFalse();
    assertThat(ProviderView.of(provider).toString()).doesNotContain("sk-1");
  }

  @Test
  void givenFieldsAreRead() {
    CatalogProvider provider =
        read(",'concurrency':7,'timeouts':{'connect_ms':50},'on_client_abort':'drain'");

    assertThat(provider.concurrency()).isEqualTo(7);
    assertThat(provider.connectTimeout()).isEqualTo(Duration.ofMillis(50));
    assertThat(provider.drainsOnAbort()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void everyDialectMayBeGiven(Dialect dialect) {
    String json = "{'id':'x','base_url':'https://x.example/v1','dialect':'" + dialect.wire() + "'}";

    assertThat(fields.read(body(json), NOW).dialect()).isEqualTo(dialect);
  }

  @Test
  void dialectThatIsNoneIsToldWhichThereAre() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> fields.read(body("{'id':'x','dialect':'cohere'}"), NOW))
        .satisfies(
            e -> assertThat(e.text()).contains("openai, openai-responses, anthropic, gemini"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                             | id              |"
            + " MISSING_FIELD",
        "{'id':'OpenAI'}                                                | id              |"
            + " INVALID_VALUE",
        "{'id':'a/b'}                                                   | id              |"
            + " INVALID_VALUE",
        "{'id':7}                                                       | id              |"
            + " INVALID_VALUE",
        "{'id':'sandbox'}                                               | id              |"
            + " CONFLICT",
        "{'id':'x'}                                                     | dialect         |"
            + " MISSING_FIELD",
        "{'id':'x','dialect':'cohere'}                                  | dialect         |"
            + " INVALID_VALUE",
        "{'id':'x','dialect':'openai'}                                  | base_url        |"
            + " MISSING_FIELD",
        "{'id':'x','dialect':'openai','base_url':'http://10.0.0.1'}     | base_url        |"
            + " INVALID_VALUE",
      })
  void refusalNamesTheField(String json, String param, ErrorCode code) {
    assertRefused(() -> fields.read(body(json), NOW), param, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'concurrency':0               | concurrency         | INVALID_VALUE",
        ",'concurrency':1.5             | concurrency         | INVALID_VALUE",
        ",'concurrency':'9'             | concurrency         | INVALID_VALUE",
        ",'timeouts':5                  | timeouts            | INVALID_VALUE",
        ",'timeouts':{'connect_ms':0}   | timeouts.connect_ms | INVALID_VALUE",
        ",'timeouts':{'read_ms':5}      | timeouts.read_ms    | UNKNOWN_FIELD",
        ",'on_client_abort':'wait'      | on_client_abort     | INVALID_VALUE",
        ",'colour':'red'                | colour              | UNKNOWN_FIELD",
      })
  void refusalOfAFurtherFieldNamesIt(String more, String param, ErrorCode code) {
    assertRefused(() -> read(more), param, code);
  }

  @Test
  void keyThatCannotTravelInAHeaderIsRefusedWithoutBeingSaid() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() ->
            fields.read(
                body(
                    "{'id':'x','dialect':'openai','base_url':'https://x.example','api_key':'two"
                        + " words'}"),
                NOW))
        .satisfies(e -> assertThat(e.text()).doesNotContain("words"));
  }

  @Test
  void credentialDoesNotFollowToAnotherHost() {
    CatalogProvider provider = read("");

    assertRefused(
        () -> fields.patched(provider, body("{'base_url':'https://evil.example/v1'}"), NOW),
        "api_key",
        ErrorCode.MISSING_FIELD);
    assertThat(fields.patched(provider, body("{'base_url':'https://api.openai.com/v2'}"), NOW))
        .satisfies(same -> assertThat(same.credential()).isEqualTo(provider.credential()));
    assertThat(
            fields
                .patched(
                    provider, body("{'base_url':'https://other.example','api_key':'sk-2'}"), NOW)
                .credential()
                .reveal())
        .isEqualTo("sk-2");
    assertThat(fields.patched(provider, body("{'api_key':''}"), NOW).credential()).isNull();
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
