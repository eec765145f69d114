package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTTP that is wrong below the level of bodies: none of it is answered twice, and none with a 5xx.
 */
@ExtendWith(StageExtension.class)
class HttpEdgesIT {
  private static final String INNER = "GET /health/live HTTP/1.1\r\nHost: inner\r\n\r\n";

  private final Stage stage;

  HttpEdgesIT(Stage stage) {
    this.stage = stage;
  }

  static Stream<String> smuggling() {
    return Stream.of(
            "Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "Content-Length: 0\r\nContent-Length: %d\r\n\r\n",
            "Content-Length: %d, 0\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: xchunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding : chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding:\tchunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n",
            "Content-Length: +%d\r\n\r\n",
            "Content-Length: 0x%x\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n")
        .map(rest ->
            "POST /v1/responses HTTP/1.1\r\nHost: outer\r\nContent-Type: application/json\r\n"
                + rest.formatted(INNER.length())
                + INNER);
  }

  @ParameterizedTest
  @MethodSource("smuggling")
  void aRequestWhoseEndIsInDoubtIsAnsweredAtMostOnce(String request) {
    String reply = RawHttp.exchange(stage, request);

    assertThat(reply.split("HTTP/1\\.1 200", -1)).as(reply).hasSizeLessThanOrEqualTo(2);
    assertThat(reply).doesNotContain("HTTP/1.1 5");
    if (reply.contains("HTTP/1.1 200")) {
      // Read as two requests, but then the first was whole by its own rules and refused for its
      // key.
      assertThat(reply).startsWith("HTTP/1.1 401 ");
    }
  }

  static Stream<String> broken() {
    return Stream.of(
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET /v1/models\r\n\r\n",
        "GET /v1/models HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nno colon here\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(70_000) + "\r\n\r\n",
        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "G\u0000T /v1/models HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /v1/%2e%2e/%2e%2e/WEB-INF/web.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /WEB-INF/beans.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "OPTIONS /v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenHttpIsNeverAServerErrorAndNeverAPage(String request) {
    String reply = RawHttp.exchange(stage, request);

    // 505 is how HTTP itself says that it is not spoken in that version.
    assertThat(reply.replace("HTTP/1.1 505", ""))
        .doesNotContain("HTTP/1.1 5")
        .doesNotContainIgnoringCase("<html");
  }

  @Test
  void anOfferToUpgradeIsAnsweredAsPlainHttp() {
    String reply =
        RawHttp.exchange(
            stage,
            """
            GET /health/live HTTP/1.1
            Host: x
            Connection: Upgrade, HTTP2-Settings
            Upgrade: h2c
            HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA

            """
                .replace("\n", "\r\n"));

    assertThat(reply).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void unknownHeadersPass() {
    Tenant tenant = stage.tenant();
    String model = stage.model("plain", FakeAnswer.text("x"));

    tenant
        .api()
        .post(
            "/v1/chat/completions",
            Bodies.chat(model),
            "X-Stainless-Lang",
            "js",
            "OpenAI-Organization",
            "org-1",
            "X-Anything",
            "goes")
        .expect(200);
  }
}
