package dev.quorate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void tokenBucketsAddUpWithoutOverlap() {
    TokenUsage sum = new TokenUsage(1, 2, 3, 4, 5).plus(TokenUsage.of(10, 20));

    assertThat(sum).isEqualTo(new TokenUsage(11, 2, 3, 24, 5));
    assertThat(sum.totalInput()).isEqualTo(16);
    assertThat(sum.totalOutput()).isEqualTo(29);
    assertThat(sum.total()).isEqualTo(45);
  }

  @Test
  void negativeTokensAndOverflowsAreRefused() {
    assertThatThrownBy(() -> TokenUsage.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TokenUsage.of(Long.MAX_VALUE, 0).plus(TokenUsage.of(1, 0)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void deadlinesCompareAcrossTheWrapOfTheMonotonicClock() {
    Deadline before = new Deadline(Long.MAX_VALUE - 5);
    Deadline after = new Deadline(Long.MIN_VALUE + 5);

    assertThat(before).isLessThan(after);
    assertThat(after.earlier(before)).isEqualTo(before);
    assertThat(Deadline.in(Duration.ofHours(-1)).hasPassed()).isTrue();
    assertThat(Deadline.in(Duration.ofHours(-1)).remaining()).isZero();
    assertThat(Deadline.in(Duration.ofHours(1)).hasPassed()).isFalse();
  }

  @Test
  void aSecretDoesNotPrintItself() {
    Sensitive<String> secret = Sensitive.of("qrt_live_canary");

    assertThat(secret.toString()).doesNotContain("canary");
    assertThat(List.of(secret).toString()).doesNotContain("canary");
    assertThat(secret.reveal()).isEqualTo("qrt_live_canary");
    assertThat(secret).isEqualTo(Sensitive.of("qrt_live_canary"));
  }

  @Test
  void tagsKeepTheirBounds() {
    assertThatThrownBy(() -> new Tag("", "v")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tag("k".repeat(65), "v"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tag("k", "v".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyErrorHasAStatusOfItsKindAndACodeOfItsOwn() {
    assertThat(ErrorCode.values())
        .allSatisfy(code -> {
          assertThat(code.status()).isBetween(400, 504);
          assertThat(code.meaning()).endsWith(".");
        });
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
  }

  @Test
  void aRefusalKeepsItsFieldWhenItGainsAWait() {
    GatewayException refusal =
        ErrorCode.OVERLOADED.because("model", "Full.").retryAfter(Duration.ofSeconds(2));

    assertThat(refusal.param()).isEqualTo("model");
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(refusal.text()).isEqualTo("Full.");
  }
}
