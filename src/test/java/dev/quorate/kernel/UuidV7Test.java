package dev.quorate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  private static final Instant NEW_YEAR = Instant.parse("2026-12-31T23:59:59.999Z");

  @Test
  void carriesTheMillisecondItWasMadeIn() {
    UUID id = UuidV7.create(Clock.fixed(NEW_YEAR, ZoneOffset.UTC));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(UuidV7.instant(id)).isEqualTo(NEW_YEAR);
    assertThat(UuidV7.day(id)).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void readsTheExampleOfTheStandard() {
    UUID example = UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

    assertThat(UuidV7.instant(example)).isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    Clock stopped = Clock.fixed(NEW_YEAR, ZoneOffset.UTC);

    assertThat(IntStream.range(0, 10_000).mapToObj(i -> UuidV7.create(stopped)).distinct())
        .hasSize(10_000);
  }

  @Test
  void refusesToDateAnotherVersion() {
    UUID random = UUID.fromString("8b0b8e5e-7f0f-4c7e-9c0a-2f3f0f5a1c11");

    assertThat(UuidV7.isVersion7(random)).isFalse();
    assertThatThrownBy(() -> UuidV7.instant(random)).isInstanceOf(IllegalArgumentException.class);
  }
}
