package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.websearch.Settings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchSettingsTest {
  @Test
  void theDefaultsAreThese() {
    FetchSettings.Times times =
        new FetchSettings.Times(
            Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));

    assertThat(FetchSettings.read(new Settings()))
        .isEqualTo(
            new FetchSettings(times, 2 * 1024 * 1024, 20_000, Set.of(80, 443, 8080, 8443), 32));
  }

  @ParameterizedTest
  @CsvSource({
    "quorate.web.fetch-ports, '80,0'",
    "quorate.web.fetch-ports, 65536",
    "quorate.web.fetch-total-ms, 0",
    "quorate.web.fetch-max-bytes, 1",
    "quorate.web.fetch-concurrency, 0",
  })
  void whatMakesNoSenseStopsTheStart(String key, String value) {
    assertThatThrownBy(() -> FetchSettings.read(new Settings().with(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
