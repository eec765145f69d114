package dev.quorate.tenancy;

import static dev.quorate.kernel.ErrorCode.INVALID_TAG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Fields;
import dev.quorate.http.Refused;
import dev.quorate.kernel.Tag;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TagsTest {
  private static Fields body(String tags) {
    return Fields.of((ObjectNode) JsonMapper.shared().readTree("{\"tags\":" + tags + "}"), "");
  }

  @Test
  void bothFormsOfTheBodyMeanTheSame() {
    Tag team = new Tag("team", "red");
    Tag none = new Tag("note", "");

    assertThat(
            Tags.merged(
                body("[{\"key\":\"team\",\"value\":\"red\"},{\"key\":\"note\",\"value\":\"\"}]"),
                null))
        .containsExactly(team, none);
    assertThat(Tags.merged(body("{\"team\":\"red\",\"note\":\"\"}"), null))
        .containsExactly(team, none);
    assertThat(Tags.merged(body("null"), null)).isEmpty();
    assertThat(Tags.merged(null, null)).isEmpty();
  }

  @Test
  void theHeaderIsPercentEncoded() {
    assertThat(Tags.merged(null, "team=red, k%C3%A9y=a%2Cb%3D+c ,empty="))
        .containsExactly(new Tag("team", "red"), new Tag("kéy", "a,b=+c"), new Tag("empty", ""));
    assertThat(Tags.merged(null, " ")).isEmpty();
  }

  @Test
  void theBodyWinsPerKey() {
    assertThat(Tags.merged(body("{\"b\":\"body\"}"), "a=header,b=header"))
        .containsExactly(new Tag("b", "body"), new Tag("a", "header"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\" | tags",
        "7 | tags",
        "[7] | tags[0]",
        "[{\"key\":\"a\"}] | tags[0].value",
        "[{\"value\":\"a\"}] | tags[0].key",
        "[{\"key\":\"a\",\"value\":\"b\",\"c\":1}] | tags[0]",
        "[{\"key\":\"a\",\"value\":1}] | tags[0].value",
        "[{\"key\":null,\"value\":\"b\"}] | tags[0].key",
        "[{\"key\":\"\",\"value\":\"b\"}] | tags[0].key",
        "[{\"key\":\"a\",\"value\":\"b\"},{\"key\":\"a\",\"value\":\"c\"}] | tags[1].key",
        "{\"a\":1} | tags.a",
        "{\"\":\"b\"} | tags",
        "{\"a\\u0000\":\"b\"} | tags",
        "{\"a\":\"line\\nbreak\"} | tags.a"
      })
  void aBadTagInTheBodyIsNamed(String tags, String param) {
    Refused.with(INVALID_TAG, param, () -> Tags.merged(body(tags), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a=b,",
        ",a=b",
        "=b",
        "a=b,a=c",
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%ff",
        "a=%00",
        "a=é",
        "a=b,,c=d"
      })
  void aBadHeaderIsNamed(String header) {
    Refused.with(INVALID_TAG, "X-Tags", () -> Tags.merged(null, header));
  }

  @Test
  void numberAndLengthsAreBounded() {
    assertThat(Tags.merged(null, header(16))).hasSize(16);
    Refused.with(INVALID_TAG, "X-Tags", () -> Tags.merged(null, header(17)));
    Refused.with(INVALID_TAG, "tags", () -> Tags.merged(body("{\"z\":\"\"}"), header(16)));
    String longest = "{\"" + "k".repeat(64) + "\":\"" + "v".repeat(256) + "\"}";
    assertThat(Tags.merged(body(longest), null)).hasSize(1);
    Refused.with(
        INVALID_TAG, "tags", () -> Tags.merged(body("{\"" + "k".repeat(65) + "\":\"\"}"), null));
    Refused.with(
        INVALID_TAG,
        "tags.k",
        () -> Tags.merged(body("{\"k\":\"" + "v".repeat(257) + "\"}"), null));
  }

  private static String header(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
  }
}
