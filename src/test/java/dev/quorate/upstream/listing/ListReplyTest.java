package dev.quorate.upstream.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.ModelLists.Asked;
import dev.quorate.kernel.call.ModelLists.Fault;
import dev.quorate.kernel.call.ModelLists.Listed;
import dev.quorate.kernel.call.ModelLists.Unlisted;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListReplyTest {
  private static final Duration TOOK = Duration.ofMillis(12);
  private static final String KEY = "sk-listing-1";

  private static ProviderTarget target(Dialect dialect, @Nullable String key) {
    return new ProviderTarget(
        "p",
        dialect,
        URI.create("https://p.example/v1"),
        key == null ? null : Sensitive.of(key),
        Duration.ofSeconds(2),
        1);
  }

  private static RawReply reply(int status, String body, Ending ending) {
    return new RawReply(status, null, null, null, body.getBytes(UTF_8), false, ending);
  }

  private static Asked read(int status, String body) {
    return ListReply.read(reply(status, body, Ending.WHOLE), target(Dialect.OPENAI, KEY), TOOK);
  }

  private static Unlisted unlisted(Asked asked) {
    assertThat(asked).isInstanceOf(Unlisted.class);
    return (Unlisted) asked;
  }

  @Test
  void aListIsItsNames() {
    assertThat(read(200, "{\"data\":[{\"id\":\"a\"}]}"))
        .isEqualTo(new Listed(Set.of("a"), true, 200, TOOK));
  }

  @ParameterizedTest
  @CsvSource({
    "301, REDIRECT",
    "307, REDIRECT",
    "400, REJECTED",
    "401, CREDENTIAL_REFUSED",
    "402, CREDENTIAL_REFUSED",
    "403, CREDENTIAL_REFUSED",
    "404, NO_LIST",
    "405, NO_LIST",
    "418, PROVIDER_ERROR",
    "429, RATE_LIMITED",
    "500, PROVIDER_ERROR",
    "501, NO_LIST",
    "503, PROVIDER_ERROR",
    "529, PROVIDER_ERROR"
  })
  void everyStatusHasItsFault(int status, Fault fault) {
    Unlisted unlisted = unlisted(read(status, "{\"error\":{\"message\":\"said " + KEY + "\"}}"));

    assertThat(unlisted.fault()).isEqualTo(fault);
    assertThat(unlisted.status()).isEqualTo(status);
    assertThat(unlisted.latency()).isEqualTo(TOOK);
    assertThat(unlisted.sentence()).matches("[A-Z].+[.?]").doesNotContain("said", KEY, "p.example");
  }

  @Test
  void googleRefusesAKeyWithFourHundred() {
    String body =
        "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}";

    Asked asked = ListReply.read(reply(400, body, Ending.WHOLE), target(Dialect.GEMINI, KEY), TOOK);

    assertThat(unlisted(asked).fault()).isEqualTo(Fault.CREDENTIAL_REFUSED);
  }

  @Test
  void aCredentialThatIsWantedAndNotStoredIsSaidSo() {
    Asked asked = ListReply.read(reply(401, "", Ending.WHOLE), target(Dialect.OPENAI, null), TOOK);

    assertThat(unlisted(asked).fault()).isEqualTo(Fault.CREDENTIAL_REFUSED);
    assertThat(unlisted(asked).sentence()).contains("none is stored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{", "{}", "null", "[1]", "{\"data\":[{\"id\":\"a\"}]} more"})
  void aGoodStatusOverSomethingElseIsNoList(String body) {
    assertThat(unlisted(read(200, body)).fault()).isEqualTo(Fault.NOT_A_LIST);
  }

  @Test
  void aListThatBrokeOffOrNeverEndsIsNone() {
    String body = "{\"data\":[{\"id\":\"a\"}]}";
    ProviderTarget target = target(Dialect.OPENAI, KEY);

    assertThat(unlisted(ListReply.read(reply(200, body, Ending.CUT), target, TOOK)).fault())
        .isEqualTo(Fault.BROKEN_REPLY);
    assertThat(unlisted(ListReply.read(reply(200, "", Ending.TOO_LARGE), target, TOOK)).fault())
        .isEqualTo(Fault.NOT_A_LIST);
    RawReply encoded =
        new RawReply(200, null, null, "gzip", body.getBytes(UTF_8), false, Ending.WHOLE);
    assertThat(unlisted(ListReply.read(encoded, target, TOOK)).fault()).isEqualTo(Fault.NOT_A_LIST);
  }
}
