package dev.quorate.http;

import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static RequestHead asking(String name, String value) {
    return new RequestHead(
        RequestId.create(Clock.systemUTC()),
        Instant.EPOCH,
        0,
        Map.of(),
        Map.of(name, List.of(value)));
  }

  @Test
  void aPageHasTwentyRowsUnlessSaid() {
    assertThat(Page.of(asking("other", "1"))).isEqualTo(new Page(20, null));
    assertThat(Page.of(asking("limit", "100")).limit()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1.5", "", "x", "99999999999"})
  void aLimitOutsideItsBoundsIsRefused(String limit) {
    Refused.with(INVALID_VALUE, "limit", () -> Page.of(asking("limit", limit)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "ä", "a b"})
  void aCursorNobodyGaveIsRefused(String cursor) {
    Refused.with(INVALID_VALUE, "cursor", () -> Page.of(asking("cursor", cursor)));
  }
}
