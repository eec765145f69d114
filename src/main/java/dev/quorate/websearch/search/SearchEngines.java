package dev.quorate.websearch.search;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.wire.ExchangeClient;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchHit;
import dev.quorate.websearch.SearchQuery;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebSearch;
import dev.quorate.websearch.attempt.LookedUpNames;
import dev.quorate.websearch.attempt.WebThreads;
import dev.quorate.websearch.attempt.WithinDeadline;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The engine that is configured: SearXNG before Brave, or none. */
@Singleton
final class SearchEngines implements WebSearch {
  private static final String SEARXNG_URL = "quorate.web.searxng-url";
  private static final String BRAVE_URL = "quorate.web.brave-url";
  private static final String BRAVE_KEY = "quorate.web.brave-api-key";
  private static final int MAX_TIMEOUT_MS = 600_000;
  private static final int MAX_HITS = 20;

  private final @Nullable Engine engine;
  private final @Nullable WebSearch search;

  @Inject
  SearchEngines(WebThreads threads, Clock clock, Config config) {
    Duration timeout =
        Duration.ofMillis(number(config, "quorate.web.search-timeout-ms", MAX_TIMEOUT_MS));
    int maxHits = number(config, "quorate.web.search-results", MAX_HITS);
    this.engine = engine(config, timeout, maxHits, new ExchangeClient(clock));
    this.search =
        engine == null
            ? null
            : new EngineSearch(
                engine,
                new LookedUpNames(threads.engineLookers(), timeout),
                new WithinDeadline(threads.timer()),
                timeout);
  }

  private static @Nullable Engine engine(
      Config config, Duration timeout, int maxHits, ExchangeClient exchanges) {
    Optional<String> searxng = config.getOptionalValue(SEARXNG_URL, String.class);
    if (searxng.isPresent()) {
      return new SearxngEngine(
          new EngineServer(EngineServer.baseUri(searxng.get(), SEARXNG_URL), timeout, maxHits),
          exchanges);
    }
    Optional<String> brave = config.getOptionalValue(BRAVE_KEY, String.class);
    if (brave.isPresent()) {
      String url = config.getValue(BRAVE_URL, String.class);
      return new BraveEngine(
          new EngineServer(EngineServer.baseUri(url, BRAVE_URL), timeout, maxHits),
          Sensitive.of(brave.get().strip()),
          exchanges);
    }
    return null;
  }

  private static int number(Config config, String key, int max) {
    int value = config.getValue(key, Integer.class);
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(key + " must be from 1 to " + max);
    }
    return value;
  }

  @Override
  public @Nullable SearchEngine engine() {
    return engine == null ? null : engine.name();
  }

  @Override
  public WebResult<List<SearchHit>> search(
      SearchQuery query, Deadline deadline, Cancellation cancellation) {
    return search == null
        ? new WebResult.Failed<>(CallOutcome.NOT_SENT, null, "No search engine is configured.")
        : search.search(query, deadline, cancellation);
  }

  @PreDestroy
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }
}
