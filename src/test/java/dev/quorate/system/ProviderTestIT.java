package dev.quorate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The test of a provider over HTTP: what it asks, what it says of each answer, what it leaves. */
@ExtendWith(StageExtension.class)
class ProviderTestIT {
  private static final String PROVIDERS = "/v1/admin/providers";

  private final Stage stage;
  private final Api admin;
  private final String id = "tried-" + UUID.randomUUID().toString().substring(0, 8);

  ProviderTestIT(Stage stage) {
    this.stage = stage;
    this.admin = stage.admin();
  }

  /** Where this test's provider has its list; the fake server's script goes by it. */
  private String list() {
    return "/" + id + "/v1/models";
  }

  private String baseUrl() {
    return "http://127.0.0.1:" + stage.provider().port() + "/" + id + "/v1";
  }

  private void provider(String dialect, String baseUrl) {
    admin
        .post(
            PROVIDERS,
            "{\"id\":\"%s\",\"dialect\":\"%s\",\"base_url\":\"%s\",\"api_key\":\"%s\"}"
                .formatted(id, dialect, baseUrl, Canaries.PROVIDER_KEY))
        .expect(201);
  }

  private Answer test(FakeAnswer answer) {
    stage.provider().script(list(), answer);
    provider("openai", baseUrl());
    return test();
  }

  private Answer test() {
    Answer answer = admin.post(PROVIDERS + "/" + id + "/test", "{}").expect(200);
    assertThat(answer.string("/object")).isEqualTo("provider_test");
    assertThat(answer.string("/provider")).isEqualTo(id);
    assertThat(answer.string("/message")).matches("[A-Z].+[.?]");
    Canaries.expectNone("the test of a provider", answer.text());
    return answer;
  }

  private static void expectFailed(Answer answer, String code) {
    assertThat(answer.string("/code")).as(answer.text()).isEqualTo(code);
    assertThat(answer.at("/ok").booleanValue()).isFalse();
    assertThat(answer.at("/models_listed").isNull()).isTrue();
    assertThat(answer.at("/models_not_listed").isNull()).isTrue();
  }

  private static String openAis(String... names) {
    return Stream.of(names)
        .map(name -> "{\"id\":\"" + name + "\",\"object\":\"model\"}")
        .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
  }

  private ReceivedCall received() {
    List<ReceivedCall> calls = stage.provider().calls(list());
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }

  @Test
  void aGoodProviderIsSeenWithWhatItDoesNotList() {
    provider("openai", baseUrl());
    String missing = "tried/" + id + "-missing";
    stage.addModel("tried/" + id + "-there", id, Stage.PRICE);
    stage.addModel(missing, id, Stage.PRICE);
    stage
        .provider()
        .script(list(), FakeAnswer.raw(openAis("tried/" + id + "-there", "other", "third")));

    Answer answer = test();

    assertThat(answer.at("/ok").booleanValue()).as(answer.text()).isTrue();
    assertThat(answer.number("/status").intValueExact()).isEqualTo(200);
    assertThat(answer.number("/latency_ms")).isNotNegative();
    assertThat(answer.number("/models_listed").intValueExact()).isEqualTo(3);
    assertThat(answer.list("/models_not_listed"))
        .extracting(JsonNode::asString)
        .containsExactly(missing);
    assertThat(answer.at("/code").isNull()).isTrue();
    assertThat(received().header("authorization")).isEqualTo("Bearer " + Canaries.PROVIDER_KEY);
    assertThat(received().path()).isEqualTo(list());
    assertThat(received().header("connection")).isEqualTo("close");
  }

  @Test
  void anthropicIsAskedInItsOwnWords() {
    provider("anthropic", baseUrl());
    stage
        .provider()
        .script(list(), FakeAnswer.raw("{\"data\":[{\"id\":\"claude-x\"}],\"has_more\":true}"));

    Answer answer = test();

    assertThat(answer.at("/ok").booleanValue()).as(answer.text()).isTrue();
    assertThat(answer.number("/models_listed").intValueExact()).isEqualTo(1);
    assertThat(answer.at("/models_not_listed").isNull()).isTrue();
    assertThat(received().path()).isEqualTo(list() + "?limit=1000");
    assertThat(received().header("x-api-key")).isEqualTo(Canaries.PROVIDER_KEY);
    assertThat(received().header("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(received().header("authorization")).isNull();
  }

  @Test
  void geminiIsAskedInItsOwnWords() {
    provider("gemini", baseUrl());
    stage
        .provider()
        .script(list(), FakeAnswer.raw("{\"models\":[{\"name\":\"models/gemini-x\"}]}"));
    stage.addModel("tried/" + id, id, Stage.PRICE);
    admin.patch("/v1/admin/models/tried/" + id, "{\"upstream_model\":\"gemini-x\"}").expect(200);

    Answer answer = test();

    assertThat(answer.number("/models_listed").intValueExact()).isEqualTo(1);
    assertThat(answer.list("/models_not_listed")).isEmpty();
    assertThat(received().path()).isEqualTo(list() + "?pageSize=1000");
    assertThat(received().header("x-goog-api-key")).isEqualTo(Canaries.PROVIDER_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "401, credential_refused",
    "403, credential_refused",
    "404, no_list",
    "429, rate_limited",
    "500, provider_error",
    "503, provider_error"
  })
  void aRefusalIsAnAnswerAndIsNotTriedAgain(int status, String code) {
    Answer answer = test(FakeAnswer.error(status, "no, " + Canaries.PROVIDER_KEY));

    expectFailed(answer, code);
    assertThat(answer.number("/status").intValueExact()).isEqualTo(status);
    assertThat(answer.text()).doesNotContain("no, ");
    assertThat(received().status()).isEqualTo(status);
  }

  @Test
  void aRedirectIsNotFollowed() {
    String elsewhere = "/elsewhere-" + id;
    Answer answer = test(FakeAnswer.error(302).header("Location", elsewhere));

    expectFailed(answer, "redirect");
    assertThat(received().status()).isEqualTo(302);
    assertThat(stage.provider().calls(elsewhere)).isEmpty();
  }

  @Test
  void whatIsNoListIsSaidToBeNone() {
    expectFailed(test(FakeAnswer.raw("<html>Welcome, sk-canary-html</html>")), "not_a_list");
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"SILENCE", "SILENCE_AFTER_HEADERS", "DRIP"})
  void aSilentProviderIsGivenUp(FakeFault fault) {
    Answer answer = test(FakeAnswer.broken(fault));

    expectFailed(answer, "timeout");
    assertThat(answer.number("/latency_ms").longValueExact())
        .isBetween(3_500L, Duration.ofSeconds(30).toMillis());
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"RESET_BEFORE_HEADERS", "CLOSE_BEFORE_HEADERS", "CUT_MID_BODY", "NOT_HTTP"})
  void aConnectionThatBreaksIsSaidToHaveBroken(FakeFault fault) {
    expectFailed(test(FakeAnswer.broken(fault)), "broken_reply");
  }

  @Test
  void aBodyWithoutEndIsCutShort() {
    expectFailed(test(FakeAnswer.broken(FakeFault.ENDLESS_BODY)), "not_a_list");
  }

  @Test
  void whereNobodyListensNothingIsReached() {
    provider("openai", "http://127.0.0.1:1/v1");

    Answer answer = test();

    expectFailed(answer, "unreachable");
    assertThat(answer.at("/status").isNull()).isTrue();
    assertThat(answer.text()).doesNotContain("127.0.0.1");
  }

  @Test
  void aServerWithoutTlsIsSaidToHaveNone() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> speakPlainly(plain));
      provider("openai", "https://127.0.0.1:" + plain.getLocalPort() + "/v1");

      expectFailed(test(), "tls_failed");
    }
  }

  private static void speakPlainly(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("HTTP/1.1 400 no TLS here\r\n\r\n".getBytes(UTF_8));
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // The client has heard enough.
    }
  }

  @Test
  void aCredentialThatCannotBeOpenedIsNotReplacedByNone() throws SQLException {
    provider("openai", baseUrl());
    try (Connection owner = stage.server().asOwner();
        PreparedStatement spoil =
            owner.prepareStatement("UPDATE provider SET api_key_sealed = '\\x00' WHERE id = ?")) {
      spoil.setString(1, id);
      assertThat(spoil.executeUpdate()).isEqualTo(1);
    }

    Answer answer = test();

    expectFailed(answer, "credential_unreadable");
    assertThat(answer.at("/latency_ms").isNull()).isTrue();
    assertThat(stage.provider().calls(list())).isEmpty();
  }

  @Test
  void theSandboxPassesAtAFreshStartAndLeavesNoTrace() {
    String newest = newestChange();

    Answer answer = admin.post(PROVIDERS + "/sandbox/test", "").expect(200);

    assertThat(answer.at("/ok").booleanValue()).as(answer.text()).isTrue();
    assertThat(answer.number("/models_listed").intValueExact()).isEqualTo(10);
    assertThat(answer.list("/models_not_listed")).isEmpty();
    Canaries.expectNone("the test of the sandbox", answer.text());
    assertThat(newestChange()).isEqualTo(newest);
  }

  private String newestChange() {
    return admin.get("/v1/admin/audit?limit=1").expect(200).string("/data/0/id");
  }

  @Test
  void onlyAnAdministratorTestsAndOnlyWhatIsThere() {
    String unknown = PROVIDERS + "/nobody-" + id;
    Answer got = admin.get(unknown).expectError(404, "not_found");

    Answer tested = admin.post(unknown + "/test", "{}").expectError(404, "not_found");

    assertThat(tested.string("/error/message")).isEqualTo(got.string("/error/message"));
    stage.tenant().api().post(unknown + "/test", "{}").expectError(403, "insufficient_scope");
    stage.anonymous().post(unknown + "/test", "{}").expectError(401, "invalid_api_key");
  }
}
