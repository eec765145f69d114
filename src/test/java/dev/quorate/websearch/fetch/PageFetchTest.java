package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.websearch.WebPage;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import dev.quorate.websearch.WebResult.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PageFetchTest {
  private static final String URL = "http://www.example.org/a?b=c";

  private final FetchWorld world = new FetchWorld().name("www.example.org", FetchWorld.PUBLIC);
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void stop() {
    over.countDown();
    world.close();
  }

  private WebResult<WebPage> fetched(PageServer.Answering answering) throws Exception {
    try (PageServer server = PageServer.answering(answering)) {
      return FetchWorld.run(world.fetch(server), URL);
    }
  }

  private static WebPage page(WebResult<WebPage> result) {
    assertThat(result).isInstanceOf(Found.class);
    return ((Found<WebPage>) result).value();
  }

  @Test
  void aPageComesAsText() throws Exception {
    try (PageServer server =
        PageServer.page("text/html", "<title>T</title><h1>Head</h1><p>Words")) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(server), URL);

      assertThat(page(result)).isEqualTo(new WebPage(URL, "T", "# Head\n\nWords", false));
      assertThat(result.outcome()).isEqualTo(CallOutcome.OK);
      assertThat(result.status()).isEqualTo(200);
    }
  }

  @Test
  void theRequestNamesTheHostAndAsksForNothingElse() throws Exception {
    try (PageServer server = PageServer.page("text/plain", "x")) {
      FetchWorld.run(world.fetch(server), "http://www.example.org:8080//a/../b?c=%20d");

      assertThat(server.requests().getFirst())
          .startsWith("GET //a/../b?c=%20d HTTP/1.1\n")
          .contains("Host: www.example.org:8080\n")
          .contains("User-Agent: Quorate\n")
          .doesNotContainIgnoringCase("Accept-Encoding", "Cookie", "Authorization", "Upgrade");
      assertThat(world.connects()).containsExactly(FetchWorld.PUBLIC + ":8080");
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneCannotBeReached() throws Exception {
    world.name("www.example.org", "1.1.1.1," + FetchWorld.PUBLIC).unreachable("1.1.1.1");
    try (PageServer server = PageServer.page("text/plain", "x")) {
      page(FetchWorld.run(world.fetch(server), URL));

      assertThat(world.connects()).containsExactly("1.1.1.1:80", FetchWorld.PUBLIC + ":80");
    }
  }

  @Test
  void aHostThatCannotBeReachedIsNotSent() throws Exception {
    world.unreachable(FetchWorld.PUBLIC);

    assertThat(fetched((_, out) -> out.write(0)))
        .isEqualTo(new Failed<>(CallOutcome.NOT_SENT, null, "The host could not be reached."));
  }

  @Test
  void threeRedirectsAreFollowed() throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) ->
            out.write(
                head.startsWith("GET /3")
                    ? PageServer.response(200, "text/plain", "there")
                    : PageServer.redirect(
                        head.startsWith("GET /2") ? "/3" : head.startsWith("GET /1") ? "2" : "1")));

    assertThat(page(result).url()).isEqualTo("http://www.example.org/3");
    assertThat(world.connects()).hasSize(4);
    assertThat(world.lookups()).hasSize(4);
  }

  @Test
  void aFourthRedirectIsNotFollowed() throws Exception {
    WebResult<WebPage> result = fetched((head, out) -> out.write(PageServer.redirect("/again")));

    assertThat(result).isEqualTo(new Refused<>("The page redirects too often.", 302));
    assertThat(world.connects()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png", "application/pdf", "application/octet-stream", "video/mp4", "image/svg+xml",
        "text/css", "text/javascript", "multipart/form-data", "nonsense", "",
      })
  void whatHasNoTextIsRefused(String contentType) throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) -> out.write(PageServer.response(200, contentType, "x")));

    assertThat(result)
        .isEqualTo(new Refused<>("The page is neither HTML nor text, JSON or XML.", 200));
    assertThat(result.outcome()).isEqualTo(CallOutcome.ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 400, 401, 404, 429, 500, 503})
  void whatIsNoPageIsToldByItsStatus(int status) throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) -> out.write(PageServer.response(status, "text/html", "<p>x")));

    if (status == 204) {
      assertThat(page(result).text()).isEmpty();
    } else {
      assertThat(result)
          .isEqualTo(
              new Failed<>(
                  CallOutcome.ERROR, status, "The page answered with status " + status + "."));
    }
  }

  @Test
  void aCompressedPageIsNotUnpacked() throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) ->
            out.write(
                PageServer.response(
                    200,
                    "Content-Encoding: gzip\r\nContent-Type: text/html",
                    new byte[] {1, 2, 3})));

    assertThat(result)
        .isEqualTo(new Failed<>(CallOutcome.ERROR, 200, "The page came compressed, unasked."));
  }

  @Test
  void onlyTheBeginningOfAnEndlessPageIsRead() throws Exception {
    world.with(FetchWorld.settings(Duration.ofSeconds(60), 100_000, Set.of(80)));
    AtomicLong written = new AtomicLong();
    byte[] words = "word ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    WebResult<WebPage> result =
        fetched((head, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          while (true) {
            out.write(words);
            written.addAndGet(words.length);
          }
        });

    assertThat(page(result).cut()).isTrue();
    assertThat(page(result).text()).hasSize(20_000);
    assertThat(written.get()).isLessThan(50_000_000);
  }

  @Test
  void aPageLongerThanItsTextMayBeIsCut() throws Exception {
    WebResult<WebPage> result =
        fetched(
            (head, out) -> out.write(PageServer.response(200, "text/plain", "x".repeat(20_001))));

    assertThat(page(result).text()).hasSize(20_000);
    assertThat(page(result).cut()).isTrue();
  }

  @Test
  void aSilentServerIsGivenUpInTime() throws Exception {
    world.with(FetchWorld.settings(Duration.ofMillis(300), 1000, Set.of(80)));

    WebResult<WebPage> result = fetched((head, out) -> over.await());

    assertThat(result)
        .isEqualTo(new Failed<>(CallOutcome.TIMEOUT, null, "It took too long, and was given up."));
  }

  @Test
  void aServerThatDripsIsGivenUpInTime() throws Exception {
    world.with(FetchWorld.settings(Duration.ofMillis(300), 1000, Set.of(80)));

    WebResult<WebPage> result =
        fetched((head, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
          while (!over.await(5, TimeUnit.MILLISECONDS)) {
            out.write('A');
          }
        });

    assertThat(result.outcome()).isEqualTo(CallOutcome.TIMEOUT);
  }

  @Test
  void aHeadWithoutEndIsNotCollected() throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
          while (true) {
            out.write("X-More: and more\r\n".getBytes(StandardCharsets.UTF_8));
          }
        });

    assertThat(result)
        .isEqualTo(new Failed<>(CallOutcome.ERROR, null, "The connection to the page broke."));
  }

  @Test
  void aBodyThatBreaksOffIsNoPage() throws Exception {
    WebResult<WebPage> result =
        fetched((head, out) ->
            out.write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nhalf"
                    .getBytes(StandardCharsets.UTF_8)));

    assertThat(result.outcome()).isEqualTo(CallOutcome.ERROR);
  }

  @Test
  void aCancelledFetchEndsAtOnce() throws Exception {
    Cancellation cancellation = new Cancellation();
    try (PageServer server =
        PageServer.answering((head, out) -> {
          cancellation.cancel(Cancellation.Reason.CANCELLED);
          over.await();
        })) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(server), URL, cancellation);

      assertThat(result)
          .isEqualTo(new Failed<>(CallOutcome.CANCELLED, null, "The run was given up."));
    }
  }

  @Test
  void aFetchWhoseTimeIsUpIsNotBegun() throws Exception {
    WebResult<WebPage> result =
        world.fetch().fetch(URL, Deadline.in(Duration.ZERO), new Cancellation());

    assertThat(result.outcome()).isEqualTo(CallOutcome.TIMEOUT);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(world.lookups()).isEmpty();
  }

  @Test
  void anUnknownNameIsNotSent() {
    WebResult<WebPage> result = FetchWorld.run(world.fetch(), "https://nobody.example.org/");

    assertThat(result)
        .isEqualTo(new Failed<>(CallOutcome.NOT_SENT, null, "The host name could not be found."));
  }
}
