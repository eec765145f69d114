package dev.quorate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.ReportedUsage.Absurd;
import dev.quorate.upstream.ReportedUsage.Missing;
import dev.quorate.upstream.ReportedUsage.Reported;
import dev.quorate.upstream.wire.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UsageTest {
  private static final JsonMapper JSON = WireJson.MAPPER;

  @ParameterizedTest
  @CsvSource({
    // recording, uncached input, cache read, cache write, visible output, reasoning
    "openai-plain, 19, 0, 0, 10, 0",
    "openai-cached-reasoning, 86, 1920, 0, 44, 256",
    "openrouter-cache-write, 500, 1000, 1500, 5, 0",
    "deepseek-cache-hit, 52, 448, 0, 20, 100",
    "litellm-anthropic, 100, 200, 900, 20, 0",
    "xai-reasoning-beside, 24, 8, 0, 9, 374",
    "ollama-plain, 26, 0, 0, 3, 0",
    "starved, 10, 0, 0, 0, 64"
  })
  void everyServersCountsComeIntoTheSameBuckets(
      String recording, long input, long read, long written, long output, long reasoning) {
    ReportedUsage usage = Usage.read(JSON.readTree(Wire.recorded(recording)).get("usage"));

    assertThat(usage)
        .isEqualTo(new Reported(new TokenUsage(input, read, written, output, reasoning)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"many\"",
        "{\"prompt_tokens\":1}",
        "{\"completion_tokens\":1}",
        "{\"prompt_tokens\":null,\"completion_tokens\":null}",
        "{\"prompt_tokens\":\"12\",\"completion_tokens\":3}"
      })
  void whatIsNotThereIsMissing(String usage) {
    assertThat(read(usage)).isEqualTo(new Missing());
  }

  @Test
  void noUsageMemberIsMissing() {
    assertThat(Usage.read(null)).isEqualTo(new Missing());
  }

  @Test
  void zeroIsZeroAndNotMissing() {
    assertThat(read("{\"prompt_tokens\":0,\"completion_tokens\":0}"))
        .isEqualTo(new Reported(TokenUsage.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt_tokens\":-1,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1,\"completion_tokens\":-1}",
        "{\"prompt_tokens\":1.5,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1e999999999,\"completion_tokens\":1}",
        "{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":9223372036854775807}",
        "{\"prompt_tokens\":99999999999999999999999999,\"completion_tokens\":1}",
        "{\"prompt_tokens\":9,\"completion_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":-4}}",
        "{\"prompt_tokens\":9,\"completion_tokens\":9,\"completion_tokens_details\":{\"reasoning_tokens\":-4}}"
      })
  void whatCannotBeMeantIsNotBelieved(String usage) {
    assertThat(read(usage)).isEqualTo(new Absurd());
  }

  @Test
  void muchButPossibleIsStoredAsReported() {
    assertThat(read("{\"prompt_tokens\":5000000000,\"completion_tokens\":1.0}"))
        .isEqualTo(new Reported(TokenUsage.of(5_000_000_000L, 1)));
  }

  @Test
  void detailsNeverExceedWhatTheyAreDetailsOf() {
    String usage =
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":8,\"cache_write_tokens\":8}}";

    assertThat(read(usage)).isEqualTo(new Reported(new TokenUsage(0, 8, 2, 5, 0)));
  }

  @Test
  void detailsThatAreNullCountAsNone() {
    String usage =
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":null,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":null}}";

    assertThat(read(usage)).isEqualTo(new Reported(TokenUsage.of(10, 5)));
  }

  private static ReportedUsage read(String usage) {
    return Usage.read(JSON.readTree(usage));
  }
}
