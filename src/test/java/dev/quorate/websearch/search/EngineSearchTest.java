package dev.quorate.websearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchHit;
import dev.quorate.websearch.SearchQuery;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import dev.quorate.websearch.attempt.WithinDeadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class EngineSearchTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final SearchQuery QUERY = new SearchQuery("words");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private interface Asking {
    RawReply ask() throws IOException;
  }

  private record Scripted(Asking asking) implements Engine {
    @Override
    public SearchEngine name() {
      return SearchEngine.SEARXNG;
    }

    @Override
    public String host() {
      return "searxng.example.org";
    }

    @Override
    public RawReply ask(SearchQuery query) throws IOException {
      return asking.ask();
    }

    @Override
    public List<SearchHit> hits(JsonNode reply) {
      return SearxngEngine.hits(reply, 8);
    }

    @Override
    public void close() {}
  }

  private WebResult<List<SearchHit>> search(Asking asking, Duration timeout) {
    return new EngineSearch(
            new Scripted(asking),
            _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
            new WithinDeadline(timer),
            timeout)
        .search(QUERY, Deadline.in(LONG), new Cancellation());
  }

  private static RawReply reply(int status, String body, Ending ending) {
    return new RawReply(
        status, null, null, null, body.getBytes(StandardCharsets.UTF_8), false, ending);
  }

  @Test
  void hitsAreFound() {
    WebResult<List<SearchHit>> result =
        search(
            () ->
                reply(
                    200,
                    "{\"results\":[{\"title\":\"t\",\"url\":\"https://a.example.org/\"}]}",
                    Ending.WHOLE),
            LONG);

    assertThat(result)
        .isEqualTo(new Found<>(List.of(new SearchHit("t", "https://a.example.org/", "")), 200));
  }

  @ParameterizedTest
  @CsvSource({
    "403, The search engine answered with status 403.",
    "429, The search engine is asked too often for now.",
    "500, The search engine answered with status 500.",
    "302, The search engine answered with status 302.",
  })
  void anErrorIsToldByItsStatus(int status, String sentence) {
    assertThat(search(() -> reply(status, "{\"results\":[]}", Ending.WHOLE), LONG))
        .isEqualTo(new Failed<>(CallOutcome.ERROR, status, sentence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "null", "{", "{\"results\":[]} x", "\"x\""})
  void aReplyThatIsNoJsonObjectCannotBeRead(String body) {
    assertThat(search(() -> reply(200, body, Ending.WHOLE), LONG))
        .isEqualTo(
            new Failed<>(CallOutcome.ERROR, 200, "The search engine's reply could not be read."));
  }

  @Test
  void aReplyThatBreaksOffIsTruncated() {
    assertThat(search(() -> reply(200, "{\"results\":[", Ending.CUT), LONG).outcome())
        .isEqualTo(CallOutcome.TRUNCATED);
    assertThat(search(() -> reply(200, "", Ending.TOO_LARGE), LONG).outcome())
        .isEqualTo(CallOutcome.ERROR);
  }

  @Test
  void anEngineThatCannotBeReachedIsAnError() {
    WebResult<List<SearchHit>> result =
        search(
            () -> {
              throw new IOException("Connection to 10.0.0.5 refused, key k-123");
            },
            LONG);

    assertThat(result)
        .isEqualTo(
            new Failed<>(CallOutcome.ERROR, null, "The search engine could not be reached."));
  }

  @Test
  void anEngineWhoseNameIsUnknownIsNotAsked() {
    EngineSearch search =
        new EngineSearch(
            new Scripted(() -> {
              throw new AssertionError("asked");
            }),
            host -> {
              throw new UnknownHostException(host);
            },
            new WithinDeadline(timer),
            LONG);

    assertThat(search.search(QUERY, Deadline.in(LONG), new Cancellation()))
        .isEqualTo(
            new Failed<>(CallOutcome.NOT_SENT, null, "The search engine could not be found."));
  }

  @Test
  void aSilentEngineIsGivenUpInTime() {
    CountDownLatch never = new CountDownLatch(1);

    WebResult<List<SearchHit>> result =
        search(
            () -> {
              try {
                never.await();
                throw new AssertionError("not interrupted");
              } catch (InterruptedException e) {
                throw (IOException) new InterruptedIOException().initCause(e);
              }
            },
            Duration.ofMillis(20));

    assertThat(result.outcome()).isEqualTo(CallOutcome.TIMEOUT);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://searxng:8080, http://searxng:8080",
    "' https://search.example.org/sub/ ', https://search.example.org/sub",
  })
  void theOperatorsAddressIsRead(String text, String address) {
    assertThat(EngineServer.baseUri(text, "key")).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"searxng", "ftp://x", "http://", "http://x?y", "http://x y", "x:y"})
  void whatIsNoAddressStopsTheStart(String text) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> EngineServer.baseUri(text, "the.key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the.key");
  }
}
