package dev.quorate.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ConsoleFileTest {
  private static final byte[] TEXT = "const one = 1;\n".repeat(50).getBytes(UTF_8);

  @Test
  void bothFormsAreTheSameBytes() throws IOException {
    ConsoleFile file = ConsoleFile.of("/main.js", TEXT);

    assertThat(file.type()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(file.bytes(false)).isEqualTo(TEXT);
    assertThat(file.bytes(true)).hasSizeLessThan(TEXT.length / 4);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes(true)))) {
      assertThat(in.readAllBytes()).isEqualTo(TEXT);
    }
  }

  @Test
  void tagsChangeWithTheBytesAndTheForm() {
    ConsoleFile one = ConsoleFile.of("/a.css", TEXT);
    ConsoleFile other = ConsoleFile.of("/a.css", "p {}".getBytes(UTF_8));

    assertThat(one.etag(false)).isNotEqualTo(one.etag(true)).isNotEqualTo(other.etag(false));
    assertThat(one.isKnownTo("W/\"x\", " + one.etag(true))).isTrue();
    assertThat(one.isKnownTo(other.etag(false))).isFalse();
    assertThat(one.isKnownTo(null)).isFalse();
  }

  @Test
  void onlyFilesForBrowsersAreServed() {
    assertThat(ConsoleFile.isServed("/icon.svg")).isTrue();
    assertThat(ConsoleFile.isServed("/web.xml")).isFalse();
    assertThat(ConsoleFile.isServed("/LICENSE")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> ConsoleFile.of("/web.xml", TEXT));
  }
}
