package dev.quorate.kernel.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.ModelLists.Listed;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListsTest {
  private static final Listed LIST =
      new Listed(
          Set.of("gpt-5", "claude-haiku-4-5-20251001", "gpt-4o-2024-08-06", "llama3.2:latest"),
          true,
          200,
          Duration.ZERO);

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt-5", "claude-haiku-4-5", "claude-haiku-4-5-20251001", "gpt-4o", "llama3.2"})
  void aModelIsListedUnderItsDatedNameAndItsTagToo(String model) {
    assertThat(LIST.has(model)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5-mini", "claude-haiku-4", "claude", "gpt", "llama3", "GPT-5"})
  void anotherModelIsNot(String model) {
    assertThat(LIST.has(model)).isFalse();
  }
}
