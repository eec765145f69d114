package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class BannerTest {
  private static final URI BASE = URI.create("http://localhost:9080");

  @Test
  void firstStartShowsBothKeysAndARequestThatCarriesOne() {
    String text = Banner.text(BASE, "qrt_admin_a", "qrt_live_b");

    assertThat(text)
        .contains("admin key  qrt_admin_a")
        .contains("API key    qrt_live_b")
        .contains("Authorization: Bearer qrt_live_b")
        .contains("http://localhost:9080/v1/responses")
        .contains(
            "\"analysis_models\": [\"sandbox/optimist\", \"sandbox/sceptic\", \"sandbox/echo\"]")
        .contains("\"synthesis_model\": \"sandbox/judge\"");
  }

  @Test
  void laterStartShowsNoKey() {
    String text = Banner.text(BASE, "", "");

    assertThat(text).doesNotContain("qrt_").contains("Bearer $QUORATE_API_KEY");
  }
}
