package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCursorTest {
  @Test
  void positionIsReadBackToTheMicrosecond() {
    LineCursor cursor =
        new LineCursor(Instant.parse("2026-11-21T12:34:56.123456Z"), UUID.randomUUID());

    assertThat(LineCursor.parse(cursor.position())).isEqualTo(cursor);
    assertThat(LineCursor.parse(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "2026-11-21T12:34:56Z",
        "yesterday|0199f3c0-0000-7000-8000-000000000000",
        "2026-11-21T12:34:56Z|0199f3c0-0000-7000-8000-00000000000",
        "2026-11-21T12:34:56Z|zzzzzzzz-0000-7000-8000-000000000000",
      })
  void anythingElseIsAForeignCursor(String position) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> LineCursor.parse(position))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE);
          assertThat(e.param()).isEqualTo("cursor");
        });
  }
}
