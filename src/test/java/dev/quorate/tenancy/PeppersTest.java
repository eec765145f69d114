package dev.quorate.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeppersTest {
  private static final KeyText KEY =
      KeyText.parse("qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL").orElseThrow();

  /** Computed with another implementation of HMAC-SHA-256. */
  @Test
  void theHashIsHmacSha256OfTheWholeKey() {
    assertThat(new Peppers("a pepper of the tests").hash(KEY))
        .isEqualTo(
            new KeyHash(1, "5969f227c9efe0b707bcda87a7cc5f7f300bd855783c517d53a73afaf4d6c74a"));
  }

  @Test
  void theFirstPepperMakesHashesAndAllOfThemFindKeys() {
    KeyHash old = new Peppers("a pepper of the tests").hash(KEY);
    Peppers both = new Peppers("2:another pepper here,1:a pepper of the tests");

    assertThat(both.hash(KEY).pepperVersion()).isEqualTo(2);
    assertThat(both.hashes(KEY)).hasSize(2).contains(old).first().isEqualTo(both.hash(KEY));
  }

  @Test
  void aHashPrintsOnlyItsBeginning() {
    assertThat(new Peppers("a pepper of the tests").hash(KEY)).hasToString("KeyHash[5969f2…]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "2:short,1:a pepper of the tests",
        "2:a pepper of the tests,a pepper of the tests",
        "1:a pepper of the tests,1:another pepper here"
      })
  void aPepperThatCannotBeMeantStopsTheStart(String setting) {
    assertThatThrownBy(() -> new Peppers(setting))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("QUORATE_KEY_PEPPER")
        .hasMessageNotContaining("tests");
  }
}
