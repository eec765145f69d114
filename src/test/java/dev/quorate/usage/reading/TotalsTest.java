package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TotalsTest {
  private static final LinePrice PRICE =
      new LinePrice("v", BigDecimal.ONE, BigDecimal.ONE, null, null, null, BigDecimal.ZERO);

  private static LedgerLine line(@Nullable String cost, @Nullable Boolean used) {
    boolean settled = cost != null;
    return new LedgerLine(
        UUID.randomUUID(),
        null,
        "req_x",
        "panel",
        0,
        0,
        0,
        "sandbox",
        "sandbox/echo",
        "echo",
        settled ? "ok" : null,
        used,
        settled ? TokenCounts.of(new TokenUsage(1, 2, 3, 4, 5)) : null,
        settled ? "provider" : null,
        PRICE,
        settled ? new BigDecimal(cost) : null,
        settled ? BigDecimal.ZERO : null,
        settled ? Boolean.FALSE : null,
        "platform",
        null,
        null,
        null,
        null,
        null,
        UUID.randomUUID(),
        Map.of(),
        false,
        Instant.EPOCH,
        settled ? Instant.EPOCH : null);
  }

  @Test
  void linesAddUpExactlyAndUnusedOnesAreWaste() {
    Totals totals =
        Totals.ofRequest(
            List.of(
                line("0.0000000001", true),
                line("0.1", false),
                line("0.2", null),
                line(null, null)));

    assertThat(totals.cost()).hasToString("0.3000000001");
    assertThat(totals.waste()).hasToString("0.1");
    assertThat(totals.calls()).isEqualTo(4);
    assertThat(totals.openCalls()).isEqualTo(1);
    assertThat(totals.tokens()).isEqualTo(new TokenUsage(3, 6, 9, 12, 15));
  }

  @Test
  void refusedRequestHasNoLinesAndCostsNothing() {
    Totals totals = Totals.ofRequest(List.of());

    assertThat(totals.calls()).isZero();
    assertThat(totals.cost()).isZero();
  }

  @Test
  void storedTagsAreReadInOrder() {
    assertThat(StoredTags.read("{\"b\":\"2\",\"a\":\"=1\"}"))
        .containsExactly(Map.entry("a", "=1"), Map.entry("b", "2"));
    assertThat(StoredTags.write(Map.of("k", "v\"w"))).isEqualTo("{\"k\":\"v\\\"w\"}");
  }
}
