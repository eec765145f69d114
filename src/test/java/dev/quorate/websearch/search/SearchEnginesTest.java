package dev.quorate.websearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchQuery;
import dev.quorate.websearch.Settings;
import dev.quorate.websearch.attempt.WebThreads;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchEnginesTest {
  private static final String SEARXNG = "quorate.web.searxng-url";
  private static final String BRAVE = "quorate.web.brave-api-key";

  private final WebThreads threads = new WebThreads();

  @AfterEach
  void stop() {
    threads.close();
  }

  private SearchEngines engines(Settings settings) {
    return new SearchEngines(threads, Clock.systemUTC(), settings);
  }

  @Test
  void noneIsThereWithoutSettings() {
    SearchEngines none = engines(new Settings());

    assertThat(none.engine()).isNull();
    assertThat(
            none.search(
                    new SearchQuery("x"), Deadline.in(Duration.ofMinutes(1)), new Cancellation())
                .outcome())
        .isEqualTo(CallOutcome.NOT_SENT);
    none.stop();
  }

  @Test
  void searxngComesBeforeBrave() {
    Settings brave = new Settings().with(BRAVE, "key");
    Settings both = new Settings().with(BRAVE, "key").with(SEARXNG, "http://searxng:8080/");

    assertThat(engines(brave).engine()).isEqualTo(SearchEngine.BRAVE);
    assertThat(engines(both).engine()).isEqualTo(SearchEngine.SEARXNG);
  }

  @ParameterizedTest
  @CsvSource({
    "quorate.web.searxng-url, searxng",
    "quorate.web.search-results, 21",
    "quorate.web.search-results, 0",
    "quorate.web.search-timeout-ms, 0",
  })
  void whatMakesNoSenseStopsTheStart(String key, String value) {
    assertThatThrownBy(() -> engines(new Settings().with(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
