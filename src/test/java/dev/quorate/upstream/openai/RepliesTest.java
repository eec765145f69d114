package dev.quorate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage.Missing;
import dev.quorate.upstream.ReportedUsage.Reported;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import dev.quorate.upstream.wire.Refusals;
import dev.quorate.upstream.wire.ReplyReader;
import dev.quorate.upstream.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private final ReplyReader replies =
      new ReplyReader(new Completion(), new Refusals(WireJson.MAPPER));

  @ParameterizedTest
  @CsvSource({
    "openai-plain, Hello., STOP, chatcmpl-1",
    "openai-refusal, I cannot help with that., STOP, chatcmpl-3",
    "openrouter-cache-write, Hi, STOP, gen-1763726400-abc",
    "deepseek-cache-hit, Yes., STOP, ds-1",
    "litellm-anthropic, Once upon, LENGTH, chatcmpl-ll",
    "content-parts, One two, STOP, c-1",
    "llamacpp-no-usage, Hi, STOP, chatcmpl-lc",
    "starved, '', LENGTH, s-1"
  })
  void everyServersAnswerIsUnderstood(
      String recording, String text, FinishReason finish, String id) {
    Exchange exchange = read(Wire.ok(Wire.recorded(recording)));

    assertThat(exchange.result()).isEqualTo(new Answered(text, finish));
    assertThat(exchange.whole()).isTrue();
    assertThat(exchange.requestId()).isEqualTo(id);
    assertThat(exchange.receivedText()).isEqualTo(text);
  }

  @Test
  void thinkingUntilTheCapIsStarved() {
    Exchange exchange = read(Wire.ok(Wire.recorded("starved")));

    assertThat(((Answered) exchange.result()).starved()).isTrue();
    assertThat(exchange.usage()).isEqualTo(new Reported(new TokenUsage(10, 0, 0, 0, 64)));
  }

  @Test
  void anErrorObjectUnderA200IsAFailure() {
    Exchange exchange = read(Wire.ok(Wire.recorded("openrouter-error-object")));

    assertThat(kind(exchange)).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(exchange.usage()).isEqualTo(new Missing());
  }

  @Test
  void anErrorInsideTheChoiceIsAFailure() {
    Exchange exchange = read(Wire.ok(Wire.recorded("openrouter-error-in-choice")));

    assertThat(kind(exchange)).isEqualTo(FailureKind.OVERLOADED);
    assertThat(exchange.whole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"error\":{\"code\":\"context_length_exceeded\"}}', REJECTED",
    "'{\"error\":{\"code\":400}}', REJECTED",
    "'{\"error\":{\"type\":\"invalid_request_error\"}}', REJECTED",
    "'{\"error\":{\"code\":\"invalid_api_key\"}}', CREDENTIAL",
    "'{\"error\":{\"code\":402}}', CREDENTIAL",
    "'{\"error\":{\"code\":\"rate_limit_exceeded\"}}', RATE_LIMITED",
    "'{\"error\":{\"code\":503}}', OVERLOADED",
    "'{\"error\":\"model is loading\"}', PROVIDER_ERROR"
  })
  void anErrorObjectIsTypedByItsCode(String body, FailureKind kind) {
    assertThat(kind(read(Wire.ok(body)))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "<html>busy</html>",
        "{\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"message\":null}]}",
        "{}",
        "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}",
        "{\"choices\":[{\"message\":{\"content\":7}}]}",
        "{\"choices\":[{\"message\":{\"content\":NaN}}]}",
        "{} {}"
      })
  void nonsenseIsABrokenReply(String body) {
    Exchange exchange = read(Wire.ok(body));

    assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @Test
  void nestingWithoutEndIsABrokenReply() {
    assertThat(kind(read(Wire.ok("[".repeat(10_000))))).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(kind(read(Wire.ok("{\"a\":".repeat(10_000))))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @Test
  void aNumberOfTenMegabytesIsABrokenReply() {
    String body = "{\"usage\":{\"prompt_tokens\":" + "9".repeat(10_000_000) + "}}";

    assertThat(kind(read(Wire.ok(body)))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @Test
  void bytesThatAreNotUtf8AreABrokenReply() {
    byte[] body =
        "{\"choices\":[{\"message\":{\"content\":\"??\"}}]}".getBytes(StandardCharsets.UTF_8);
    body[body.length - 6] = (byte) 0xC3;

    assertThat(kind(read(Wire.ok(body)))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @Test
  void aBodyThatWasCutIsNotWholeAndItsTextIsKept() {
    Exchange exchange = read(Wire.cut("{\"choices\":[{\"message\":{\"content\":\"The first ha"));

    assertThat(kind(exchange)).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(exchange.whole()).isFalse();
    assertThat(exchange.receivedText()).isEqualTo("The first ha");
  }

  @Test
  void jsonThatEndsEarlyWasCutWhateverTheLengthSaid() {
    Exchange exchange = read(Wire.ok("{\"choices\":[{\"message\":{\"content\":\"Half"));

    assertThat(exchange.whole()).isFalse();
    assertThat(exchange.receivedText()).isEqualTo("Half");
  }

  @Test
  void aReplyThatIsTooLargeIsNotLookedInto() {
    RawReply raw = new RawReply(200, "r", null, null, new byte[0], false, Ending.TOO_LARGE);

    Exchange exchange = read(raw);

    assertThat(exchange.whole()).isFalse();
    assertThat(((Failed) exchange.result()).message()).contains("too large");
  }

  @Test
  void aCompressedBodyNobodyAskedForIsRefused() {
    RawReply raw = new RawReply(200, "r", null, "gzip", new byte[] {31, -117}, false, Ending.WHOLE);

    assertThat(kind(read(raw))).isEqualTo(FailureKind.BROKEN_REPLY);
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED",
    "413, REJECTED",
    "422, REJECTED",
    "401, CREDENTIAL",
    "402, CREDENTIAL",
    "403, CREDENTIAL",
    "429, RATE_LIMITED",
    "404, PROVIDER_ERROR",
    "408, PROVIDER_ERROR",
    "301, PROVIDER_ERROR",
    "500, PROVIDER_ERROR",
    "503, OVERLOADED",
    "529, OVERLOADED"
  })
  void anErrorStatusIsTyped(int status, FailureKind kind) {
    Exchange exchange = read(Wire.error(status, "{\"error\":{\"message\":\"no\"}}"));

    assertThat(kind(exchange)).isEqualTo(kind);
    assertThat(exchange.status()).isEqualTo(status);
    assertThat(exchange.whole()).isTrue();
  }

  @Test
  void whatTheCallerDidWrongIsSaidInTheProvidersWords() {
    String body = "{\"error\":{\"message\":\"max_tokens is too large: 99\"}}";

    assertThat(message(Wire.error(400, body))).contains("max_tokens is too large: 99");
  }

  @Test
  void theProvidersWordsNeverShowOurKeyOrItsAddress() {
    String body = "{\"detail\":\"key sk-very-secret refused by llm.internal\\n\\u0007!\"}";

    String message = message(Wire.error(422, body));

    assertThat(message).contains("key [key] refused by [provider] !");
  }

  @Test
  void aboutOurAccountTheCallerHearsNothing() {
    String body = "{\"error\":{\"message\":\"Incorrect API key provided: sk-ve**ret\"}}";

    assertThat(message(Wire.error(401, body))).doesNotContain("sk-");
  }

  @Test
  void wordsWithoutEndAreCut() {
    assertThat(message(Wire.error(400, "\"" + "x".repeat(50_000) + "\""))).hasSizeLessThan(700);
  }

  @Test
  void theWaitThatWasAskedForIsKept() {
    RawReply busy =
        new RawReply(429, null, Duration.ofSeconds(3), null, new byte[0], false, Ending.WHOLE);

    assertThat(((Failed) read(busy).result()).retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void anIdWithoutEndIsCutAndCleaned() {
    RawReply raw =
        new RawReply(200, "a\n\u0007b".repeat(500), null, null, new byte[0], false, Ending.WHOLE);

    assertThat(raw.requestId()).hasSize(200).startsWith("abab");
  }

  private Exchange read(RawReply raw) {
    return replies.read(raw, Wire.target("https://llm.internal/v1"));
  }

  private static FailureKind kind(Exchange exchange) {
    return ((Failed) exchange.result()).kind();
  }

  private String message(RawReply raw) {
    return ((Failed) read(raw).result()).message();
  }
}
