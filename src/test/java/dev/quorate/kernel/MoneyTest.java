package dev.quorate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0.00000000005, 0",
    "0.00000000015, 0.0000000002",
    "0.00000000025, 0.0000000002",
    "0.000000000250001, 0.0000000003",
    "1.23456789014999, 1.2345678901"
  })
  void tiesGoToTheEvenNeighbour(BigDecimal exact, BigDecimal expected) {
    assertThat(Money.rounded(exact).usd()).isEqualByComparingTo(expected);
  }

  @Test
  void neverRoundsInSilence() {
    assertThatThrownBy(() -> new Money(new BigDecimal("0.00000000001")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalAmountsAreEqualHoweverTheyWereWritten() {
    assertThat(new Money(new BigDecimal("1.50"))).isEqualTo(new Money(new BigDecimal("1.5")));
    assertThat(Money.ZERO.plus(new Money(new BigDecimal("0E-10"))).isZero()).isTrue();
  }

  @Test
  void isWrittenPlainAndWithoutTrailingZeros() {
    assertThat(new Money(new BigDecimal("0.0000001200")).wire().toPlainString())
        .isEqualTo("0.00000012");
    assertThat(new Money(new BigDecimal("1E+3")).wire().toString()).isEqualTo("1000");
    assertThat(Money.ZERO.wire().toString()).isEqualTo("0");
  }

  @Test
  void addsAndSubtractsExactly() {
    Money tenth = new Money(new BigDecimal("0.1"));

    assertThat(tenth.plus(tenth).plus(tenth)).isEqualTo(new Money(new BigDecimal("0.3")));
    assertThat(tenth.minus(tenth).isZero()).isTrue();
    assertThat(tenth).isGreaterThan(Money.ZERO);
  }
}
