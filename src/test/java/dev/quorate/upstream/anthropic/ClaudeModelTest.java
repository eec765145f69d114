package dev.quorate.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.anthropic.ClaudeModel.ThinkingStyle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest {
  @ParameterizedTest
  @CsvSource({
    "claude-3-opus-20240229, opus, 300",
    "claude-3-5-sonnet-20241022, sonnet, 305",
    "claude-3-7-sonnet-latest, sonnet, 307",
    "claude-sonnet-4-20250514, sonnet, 400",
    "claude-opus-4-1-20250805, opus, 401",
    "claude-haiku-4-5, haiku, 405",
    "claude-haiku-4-5-20251001, haiku, 405",
    "claude-opus-4.6, opus, 406",
    "us.anthropic.claude-opus-4-7-v1:0, opus, 407",
    "claude-opus-5, opus, 500",
    "claude-opus-5-5, opus, 505",
    "claude-opus-latest, opus, 2147483647",
    "claude-mythos-preview, mythos, 2147483647",
    "claude-2.1, '', 0",
    "MiniMax-M2, '', 0"
  })
  void familyAndVersionAreInTheName(String name, String family, int version) {
    assertThat(ClaudeModel.named(name)).isEqualTo(new ClaudeModel(family, version));
  }

  @ParameterizedTest
  @CsvSource({
    // sampling, forced tools, schema, thinking
    "claude-3-5-sonnet-20241022, true, true, false, NONE",
    "claude-sonnet-4-20250514, true, true, false, BUDGET",
    "claude-haiku-4-5, true, true, true, BUDGET",
    "claude-opus-4-6, true, true, true, ADAPTIVE",
    "claude-opus-4-7, false, true, true, ADAPTIVE",
    "claude-opus-5, false, true, true, ADAPTIVE",
    "claude-sonnet-5-5, false, false, true, ADAPTIVE",
    "claude-fable-5-1, false, false, true, ADAPTIVE",
    "claude-haiku-5-5, false, true, true, ADAPTIVE",
    "claude-opus-latest, false, false, true, ADAPTIVE",
    "MiniMax-M2, true, true, false, NONE"
  })
  void everyGenerationTakesItsOwn(
      String name, boolean sampling, boolean forced, boolean schema, ThinkingStyle thinking) {
    ClaudeModel model = ClaudeModel.named(name);

    assertThat(model.takesSampling()).isEqualTo(sampling);
    assertThat(model.takesForcedTools()).isEqualTo(forced);
    assertThat(model.takesSchema()).isEqualTo(schema);
    assertThat(model.thinking(false)).isEqualTo(thinking);
  }
}
