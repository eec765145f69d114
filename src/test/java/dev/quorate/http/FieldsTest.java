package dev.quorate.http;

import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static dev.quorate.kernel.ErrorCode.MISSING_FIELD;
import static dev.quorate.kernel.ErrorCode.UNKNOWN_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final BigDecimal TWO = new BigDecimal("2");

  private static Fields fields(String json) {
    return Fields.of(Json.parse(json.getBytes(StandardCharsets.UTF_8)), "");
  }

  @Test
  void nullCountsAsAbsent() {
    Fields fields = fields("{\"a\":null}");

    assertThat(fields.has("a")).isFalse();
    assertThat(fields.text("a", 5)).isNull();
    assertThat(fields.integer("a", 0, 1)).isNull();
    assertThat(fields.decimal("a", BigDecimal.ZERO, TWO)).isNull();
    assertThat(fields.bool("a")).isNull();
    assertThat(fields.instant("a")).isNull();
    assertThat(fields.object("a")).isNull();
    assertThat(fields.objects("a", 5)).isEmpty();
    assertThat(fields.texts("a", 5, 5)).isEmpty();
    Refused.with(MISSING_FIELD, "a", () -> fields.requiredText("a", 5));
  }

  @Test
  void textsAreBoundedAndHoldNoNul() {
    assertThat(fields("{\"a\":\"abc\"}").text("a", 3)).isEqualTo("abc");
    Refused.with(INVALID_VALUE, "a", () -> fields("{\"a\":\"abcd\"}").text("a", 3));
    Refused.with(INVALID_VALUE, "a", () -> fields("{\"a\":1}").text("a", 3));
    Refused.with(INVALID_VALUE, "a", () -> fields("{\"a\":\"\\u0000\"}").text("a", 3));
    Refused.with(INVALID_VALUE, "a", () -> fields("{\"a\":\"\"}").requiredText("a", 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4", "1.0", "1e0", "\"1\"", "true", "99999999999999999999", "[]"})
  void integersAreWholeNumbersWithinTheirBounds(String value) {
    Refused.with(INVALID_VALUE, "n", () -> fields("{\"n\":" + value + "}").integer("n", 1, 3));
  }

  @Test
  void decimalsAreExact() {
    assertThat(fields("{\"t\":0.1}").decimal("t", BigDecimal.ZERO, TWO)).isEqualTo("0.1");
    assertThat(fields("{\"t\":2}").decimal("t", BigDecimal.ZERO, TWO)).isEqualTo("2");
    assertThat(fields("{\"t\":\"0.15\"}").decimalOrText("t", BigDecimal.ZERO, TWO))
        .isEqualTo("0.15");
    Refused.with(
        INVALID_VALUE, "t", () -> fields("{\"t\":\"0.1\"}").decimal("t", BigDecimal.ZERO, TWO));
    Refused.with(
        INVALID_VALUE, "t", () -> fields("{\"t\":1e99999}").decimal("t", BigDecimal.ZERO, TWO));
    Refused.with(
        INVALID_VALUE,
        "t",
        () -> fields("{\"t\":\"1e1\"}").decimalOrText("t", BigDecimal.ZERO, TWO));
  }

  @Test
  void momentsNeedAnOffset() {
    assertThat(fields("{\"at\":\"2026-11-21T10:30:00+01:00\"}").instant("at"))
        .isEqualTo(Instant.parse("2026-11-21T09:30:00Z"));
    Refused.with(INVALID_VALUE, "at", () -> fields("{\"at\":\"2026-11-21\"}").instant("at"));
    Refused.with(INVALID_VALUE, "at", () -> fields("{\"at\":1763717400}").instant("at"));
  }

  @Test
  void aRefusalBelowNamesTheWholePath() {
    Fields body =
        fields("{\"fusion\":{\"quorum\":\"x\",\"models\":[\"a\",7]},\"m\":[{},{\"c\":1}]}");
    Fields fusion = body.object("fusion");

    Refused.with(INVALID_VALUE, "fusion.quorum", () -> fusion.integer("quorum", 1, 8));
    Refused.with(INVALID_VALUE, "fusion.models[1]", () -> fusion.texts("models", 8, 9));
    Refused.with(INVALID_VALUE, "fusion.models", () -> fusion.texts("models", 1, 9));
    Refused.with(INVALID_VALUE, "m[1].c", () -> body.objects("m", 2).get(1).text("c", 9));
    Refused.with(INVALID_VALUE, "fusion.models[0]", () -> fusion.objects("models", 2));
    Refused.with(INVALID_VALUE, "m", () -> body.object("m"));
  }

  @Test
  void whatNobodyAskedForIsRefusedByItsPath() {
    Fields fusion = fields("{\"fusion\":{\"quorum\":2,\"quorom\":3}}").object("fusion");
    fusion.integer("quorum", 1, 8);

    Refused.with(UNKNOWN_FIELD, "fusion.quorom", fusion::refuseOthers);
  }

  @Test
  void evenANullIsRefusedWhenItsNameIsUnknown() {
    Refused.with(UNKNOWN_FIELD, "x", fields("{\"x\":null}")::refuseOthers);
  }

  @Test
  void unreadListsValuesNobodyAskedForAlsoBelow() {
    Fields body = fields("{\"a\":1,\"b\":null,\"c\":{\"d\":1},\"e\":[{\"f\":1,\"g\":2}]}");
    body.object("c");
    body.objects("e", 5).getFirst().integer("f", 0, 5);

    assertThat(body.unread()).containsExactly("a", "c.d", "e[0].g");
  }

  @Test
  void theSameChildRemembersWhatWasRead() {
    Fields body = fields("{\"c\":{\"d\":1}}");
    body.object("c").integer("d", 0, 5);

    body.object("c").refuseOthers();

    assertThat(body.unread()).isEmpty();
  }

  @Test
  void anUnprintableFieldNameIsNotSaidBack() {
    assertThat(
            Refused.with(
                    UNKNOWN_FIELD, "(unprintable)", fields("{\"\\u001b[31m\":1}")::refuseOthers)
                .text())
        .doesNotContain("\u001b");
  }
}
