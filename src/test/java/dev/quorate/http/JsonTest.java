package dev.quorate.http;

import static dev.quorate.kernel.ErrorCode.BODY_TOO_LARGE;
import static dev.quorate.kernel.ErrorCode.INVALID_JSON;
import static dev.quorate.kernel.ErrorCode.UNSUPPORTED_MEDIA_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.kernel.RequestId;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private final Json json =
      new Json(
          new InFlight(10, 10, 1_000_000),
          new BodyReader(
              new BodyLimits(1000, 0, Duration.ofSeconds(1), Duration.ofSeconds(9)), () -> 0));

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RequestHead head(Map<String, String> headers) {
    return new RequestHead(
        RequestId.create(Clock.systemUTC()), Instant.EPOCH, 0, headers, Map.of());
  }

  private Fields read(String contentType, byte[] body) {
    Map<String, String> headers =
        contentType == null ? Map.of() : Map.of("content-type", contentType);
    return json.readObject(head(headers), new ByteArrayInputStream(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "[]",
        "1",
        "null",
        "\"a\"",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "/**/{}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":{\"a\":1,\"a\":2}}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "{\"a\":\"\t\"}"
      })
  void whatIsNotOneStrictObjectIsRefused(String body) {
    Refused.with(INVALID_JSON, null, () -> read("application/json", utf8(body)));
  }

  @Test
  void aMessageSaysWhereAndNeverWhat() {
    String text =
        Refused.with(
                INVALID_JSON,
                null,
                () -> read("application/json", utf8("{\"a\":1,\n  \"secret-word\" oops}")))
            .text();

    assertThat(text).contains("line 2, column").doesNotContain("secret-word", "oops");
    assertThat(
            Refused.with(
                    INVALID_JSON,
                    null,
                    () -> read(null, utf8("{\"secret-word\":1,\"secret-word\":1}")))
                .text())
        .contains("twice")
        .doesNotContain("secret-word");
  }

  @Test
  void depthNumbersAndNamesAreBounded() {
    assertThat(read(null, utf8("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}")).has("a"))
        .isTrue();
    for (String body :
        List.of(
            "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
            "{\"a\":" + "1".repeat(101) + "}",
            "{\"a\":1e999999999999}")) {
      Refused.with(INVALID_JSON, null, () -> Json.parse(utf8(body)));
    }
    String longName = "{\"" + "n".repeat(1001) + "\":1}";
    Refused.with(INVALID_JSON, null, () -> Json.parse(utf8(longName)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC0, 0xFF, 0xED, 0x80})
  void malformedUtf8IsRefusedNotReplaced(int octet) {
    byte[] body = utf8("{\"a\":\"?\"}");
    body[6] = (byte) octet;

    Refused.with(INVALID_JSON, null, () -> read("application/json", body));
  }

  @Test
  void aWholeSurrogatePairAndAByteOrderMarkPass() {
    assertThat(read(null, utf8("{\"a\":\"\\ud83d\\ude00\"}")).text("a", 9)).isEqualTo("😀");
    assertThat(read(null, utf8("\uFEFF{\"a\":\"é\"}")).text("a", 9)).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "application/vnd.api+json",
        "application/json; profile=x"
      })
  void jsonMediaTypesAreAccepted(String contentType) {
    assertThat(read(contentType, utf8("{}")).unread()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
            "application/jsonx",
        "application/json; charset=utf-16", "application/json;charset=iso-8859-1", "", "json"
      })
  void otherMediaTypesAreRefused(String contentType) {
    Refused.with(UNSUPPORTED_MEDIA_TYPE, null, () -> read(contentType, utf8("{}")));
  }

  @Test
  void aCompressedBodyIsRefused() {
    Refused.with(
        UNSUPPORTED_MEDIA_TYPE,
        null,
        () ->
            json.readObject(
                head(Map.of("content-encoding", "gzip")), new ByteArrayInputStream(utf8("{}"))));
  }

  @ParameterizedTest
  @CsvSource({"1001", "99999999999999999999999"})
  void aBodyThatAnnouncesItselfTooLargeIsNotRead(String length) {
    Refused.with(
        BODY_TOO_LARGE, null, () -> json.readObject(head(Map.of("content-length", length)), null));
  }

  record Priced(
      @JsonProperty("z_first") BigDecimal price,
      @JsonProperty("at") Instant at,
      @JsonProperty("a_last") String last) {}

  @Test
  void decimalsArePlainTimesIsoAndFieldsInTheirOrder() {
    Priced body = new Priced(new BigDecimal("1E-10"), Instant.parse("2026-11-21T09:30:00Z"), "x");

    assertThat(new String(json.write(body), StandardCharsets.UTF_8))
        .isEqualTo("{\"z_first\":0.0000000001,\"at\":\"2026-11-21T09:30:00Z\",\"a_last\":\"x\"}");
  }

  @Test
  void listsHaveTheirWireShape() {
    Listing<String> page = Listing.cut(List.of("a", "b", "c"), new Page(2, null), s -> s, s -> s);

    assertThat(new String(json.write(page), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[\"a\",\"b\"],\"has_more\":true,\"next_cursor\":\"Yg\"}");
    assertThat(new Page(2, page.nextCursor()).position()).isEqualTo("b");
    assertThat(Listing.cut(List.of("a"), new Page(2, null), s -> s, s -> s).hasMore()).isFalse();
  }
}
