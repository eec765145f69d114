package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files over plain HTTP: what browsers are told with them. */
@ExtendWith(StageExtension.class)
class ConsoleFilesIT {
  private final Api api;

  ConsoleFilesIT(Stage stage) {
    this.api = stage.anonymous();
  }

  @Test
  void theShortAddressLeadsToTheConsole() {
    Answer moved = api.get("/console").expect(301);

    assertThat(moved.header("location")).isEqualTo("/console/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/main.js",
        "/console/lib/preact.js",
        "/console/css/base.css",
        "/console/no-such-page",
        "/console"
      })
  void everyReplyForbidsWhatTheConsoleDoesNotNeed(String path) {
    Answer reply = api.get(path);

    assertThat(reply.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "http");
    assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(reply.header("set-cookie")).isEmpty();
  }

  @Test
  void filesAreCompressedAndAskedForOnceAsLongAsTheyStay() {
    Answer plain = api.get("/console/lib/preact.js").expect(200);
    Answer small = get("/console/lib/preact.js", "Accept-Encoding", "gzip").expect(200);
    Answer none = get("/console/lib/preact.js", "Accept-Encoding", "gzip;q=0").expect(200);

    assertThat(plain.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(plain.header("cache-control")).isEqualTo("no-cache");
    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(none.header("content-encoding")).isEmpty();
    assertThat(small.header("content-encoding")).isEqualTo("gzip");
    assertThat(small.header("vary")).isEqualTo("Accept-Encoding");
    assertThat(Integer.parseInt(small.header("content-length"))).isLessThan(plain.text().length());
    Answer again = get("/console/lib/preact.js", "If-None-Match", plain.header("etag")).expect(304);
    assertThat(again.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../WEB-INF/web.xml",
        "/console/%2e%2e/WEB-INF/web.xml",
        "/console/..%2fWEB-INF%2fweb.xml",
        "/console/lib/../../WEB-INF/beans.xml",
        "/console/lib/",
        "/console/lib/preact.js.map",
        "/WEB-INF/classes/console/lib/preact.js"
      })
  void nothingElseIsServed(String path) {
    Answer reply = api.get(path);

    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.text()).doesNotContain("<web-app", "<beans");
  }

  @Test
  void theConsoleIsOnlyRead() {
    Answer reply = api.post("/console/", "{}").expect(405);

    assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
    Answer head = api.send("HEAD", "/console/", null, List.of()).expect(200);
    assertThat(head.text()).isEmpty();
  }

  private Answer get(String path, String... headers) {
    return api.send("GET", path, null, List.of(headers));
  }
}
