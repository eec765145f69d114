package dev.quorate.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
  @Test
  void onlyWhatDiffersIsTold() {
    Change change =
        Change.between(
            "key.update",
            "key",
            "1",
            Map.of("name", "a", "disabled", false),
            Map.of("name", "b", "disabled", false));

    assertThat(change.differences())
        .containsExactly(Map.entry("name", new Change.Difference("a", "b")));
  }

  @Test
  void secretsAreNeverTold() {
    Change change = Change.created("x.create", "x", "1", Map.of("api_key", "sk-1", "key", "qrt"));

    assertThat(change.differences()).isEmpty();
  }
}
