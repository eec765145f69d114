package dev.quorate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSlugTest {

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o, openai, gpt-4o",
    "vllm/meta-llama/Llama-3:8b, vllm, meta-llama/Llama-3:8b",
    "~openai/gpt-latest, openai, gpt-latest",
    "sandbox/slow-2000ms, sandbox, slow-2000ms"
  })
  void splitsAtTheFirstSlash(String text, String vendor, String name) {
    ModelSlug slug = ModelSlug.parse(text).orElseThrow();

    assertThat(slug.vendor()).isEqualTo(vendor);
    assertThat(slug.name()).isEqualTo(name);
    assertThat(slug).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fusion", "/x", "a/", "a//b", "a/b c", "a/*", "a/b\n", "é/b", "@preset/a"})
  void refusesWhatHasNotTheShapeOfASlug(String text) {
    assertThat(ModelSlug.parse(text)).isEmpty();
    assertThatThrownBy(() -> new ModelSlug(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMoreThanTwoHundredCharacters() {
    assertThat(ModelSlug.parse("v/" + "m".repeat(198))).isPresent();
    assertThat(ModelSlug.parse("v/" + "m".repeat(199))).isEmpty();
  }
}
