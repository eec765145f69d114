package dev.quorate.upstream.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InlinePictureTest {
  @ParameterizedTest
  @CsvSource({
    "'data:image/png;base64,iVBORw0KGgo=', image/png, iVBORw0KGgo=",
    "'DATA:IMAGE/JPEG;BASE64,/9j/4AAQ', image/jpeg, /9j/4AAQ",
    "'data:image/svg+xml;charset=utf-8;base64,PHN2Zz4=', image/svg+xml, PHN2Zz4=",
    "'data:image/webp;base64,', image/webp, ''"
  })
  void typeAndBytesAreTold(String url, String type, String bytes) {
    assertThat(InlinePicture.parse(url)).isEqualTo(new InlinePicture(type, bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data:",
        "data:image/png;base64",
        "data:image/png,plain",
        "data:;base64,AAAA",
        "data:png;base64,AAAA",
        "https://example.org/a,b.png"
      })
  void anythingElseIsNone(String url) {
    assertThat(InlinePicture.parse(url)).isNull();
  }

  @Test
  void theBytesAreNotPrinted() {
    assertThat(new InlinePicture("image/png", "secret"))
        .hasToString("InlinePicture[image/png, 6 chars]");
  }
}
