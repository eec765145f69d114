package dev.quorate.tenancy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelGlobTest {
  @ParameterizedTest
  @CsvSource({
    "openai/*, openai/gpt-5, true",
    "openai/*, openai-like/gpt-5, false",
    "openai/gpt-5, openai/gpt-5, true",
    "openai/gpt-5, openai/gpt-5-mini, false",
    "*/*-preview, google/gemini-preview, true",
    "*/*-preview, google/gemini-preview-2, false",
    "*, any/thing/at-all, true",
    "anthropic/claude-*-4, anthropic/claude-opus-x-4, true",
    "vllm/*, vllm/meta-llama/Llama-3, true",
  })
  void aStarStandsForAnyCharacters(String pattern, String slug, boolean matches) {
    assertThat(ModelGlob.matches(pattern, slug)).isEqualTo(matches);
  }

  @Test
  void aListCoversAnotherWhenItAdmitsAllThatOneDoes() {
    assertThat(ModelGlob.covers(List.of(), List.of())).isTrue();
    assertThat(ModelGlob.covers(List.of("openai/*"), List.of())).isFalse();
    assertThat(ModelGlob.covers(List.of("openai/*"), List.of("openai/gpt-*", "openai/o3")))
        .isTrue();
    assertThat(ModelGlob.covers(List.of("openai/gpt-*"), List.of("openai/*"))).isFalse();
    assertThat(ModelGlob.covers(List.of("openai/gpt-*"), List.of("*"))).isFalse();
  }

  @Test
  void manyStarsAreQuick() {
    assertThat(ModelGlob.matches("a*".repeat(100) + "b", "a".repeat(200))).isFalse();
  }
}
