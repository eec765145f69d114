package dev.quorate.usage.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.GatewayException;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsTest {
  @Test
  void monthIsRead() {
    assertThat(Months.parse("2026-10")).isEqualTo(YearMonth.of(2026, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-1", "october", "1999-10", "2026-10-01", "-2026-10", ""})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Months.parse(text)).isInstanceOf(GatewayException.class);
  }
}
