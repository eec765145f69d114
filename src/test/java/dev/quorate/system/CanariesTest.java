package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for secrets does find one. */
class CanariesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZab",
        "qrt_test_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZab",
        "qrt_admin_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZab",
        Canaries.PROVIDER_KEY,
        Canaries.ANSWER,
        Canaries.PROMPT
      })
  void aLogThatSaysOneIsRefused(String secret) throws IOException {
    Path log = folder.resolve("messages.log");
    Files.writeString(log, "[22/11/26] a call failed\n");
    assertThatCode(() -> Canaries.expectNoneInNewLinesOf(log)).doesNotThrowAnyException();

    Files.writeString(log, "it was asked: " + secret + "\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Canaries.expectNoneInNewLinesOf(log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("messages.log");
  }

  @Test
  void thePrefixOfAKeyMayBeTold() {
    assertThatCode(() -> Canaries.expectNone("a log", "key qrt_live_0123456789ab was revoked"))
        .doesNotThrowAnyException();
  }
}
