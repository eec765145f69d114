package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
  private static Pricing input(String price) {
    return new Pricing(new BigDecimal(price), BigDecimal.ONE, null, null, null, BigDecimal.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00, 0",
    "0.15, 0.00000015",
    "2.50, 0.0000025",
    "30, 0.00003",
    "1000000, 1",
    "2000000, 2",
    "1E+2, 0.0001",
    "0.0000000001, 0.0000000000000001",
  })
  void pricePerTokenIsPlainAndExact(String perMillion, String perToken) {
    assertThat(Pricing.perToken(new BigDecimal(perMillion))).isEqualTo(perToken);
  }

  @Test
  void tenDecimalsAreKeptAndElevenRefused() {
    assertThat(input("0.1234567891").inputPerMillion()).hasToString("0.1234567891");
    assertThat(input("2.5000000000000").inputPerMillion()).hasToString("2.5");
    assertThat(input("1E+2").inputPerMillion()).hasToString("100");
    assertThatIllegalArgumentException().isThrownBy(() -> input("0.12345678912"));
    assertThatIllegalArgumentException().isThrownBy(() -> input("-0.1"));
  }
}
