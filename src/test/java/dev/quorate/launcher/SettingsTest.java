package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void nothingSetMeansPort9080AndTheFolderHere() {
    Settings settings = of(Map.of());

    assertThat(settings.port()).isEqualTo(9080);
    assertThat(settings.baseUri()).hasToString("http://localhost:9080");
    assertThat(settings.dataDirectory()).isEqualTo(Path.of(".quorate").toAbsolutePath());
    assertThat(settings.hasOwnDatabase()).isFalse();
  }

  @Test
  void unknownVariableIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> of(Map.of("QUORATE_HTP_PORT", "1")))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("QUORATE_HTP_PORT")
        .hasMessageContaining("QUORATE_HTTP_PORT?");
  }

  @Test
  void roomsOwnSettingsAreKnown() {
    assertThat(Variables.ofThisBuild().names()).contains("QUORATE_HTTP_BODY_MAX_BYTES");
  }

  @Test
  void emptyVariableCountsAsAbsent() {
    assertThat(of(Map.of("QUORATE_DB_URL", "", "QUORATE_HTTP_PORT", " ")).hasOwnDatabase())
        .isFalse();
  }

  @Test
  void portThatIsNoneIsRefused() {
    for (String port : new String[] {"0", "65536", "http", "-1", "123456"}) {
      assertThatThrownBy(() -> of(Map.of("QUORATE_HTTP_PORT", port)))
          .as(port)
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining(port);
    }
  }

  @Test
  void databaseUrlsAreWrittenForJdbc() {
    assertThat(url("postgresql://db:5432/q?sslmode=require"))
        .isEqualTo("jdbc:postgresql://db:5432/q?sslmode=require");
    assertThat(url("postgres://db/q")).isEqualTo("jdbc:postgresql://db/q");
    assertThat(url("jdbc:postgresql://db/q")).isEqualTo("jdbc:postgresql://db/q");
  }

  @Test
  void passwordInTheUrlIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> url("postgresql://me:s3cret@db/q"))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("QUORATE_DB_PASSWORD")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> url("mysql://db/q")).isInstanceOf(StartFailed.class);
  }

  private static String url(String url) {
    return of(Map.of("QUORATE_DB_URL", url)).jdbcUrl();
  }

  private static Settings of(Map<String, String> environment) {
    return Settings.of(Path.of("wlp"), "quorate", environment);
  }
}
