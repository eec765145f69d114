package dev.quorate.websearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.Cancellation;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import dev.quorate.websearch.WebResult.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebToolsTest {
  private static final WebRequest SEARCH = new WebRequest.Search(new SearchQuery("words"));
  private static final WebRequest FETCH = new WebRequest.Fetch("https://www.example.org/");
  private static final UUID PARENT = UUID.randomUUID();

  private final CallTerms terms =
      new CallTerms(Deadline.in(Duration.ofMinutes(1)), new Cancellation(), null);
  private final Journal journal = new Journal();
  private Supplier<WebResult<List<SearchHit>>> searched = () -> new Found<>(List.of(), 200);
  private Supplier<WebResult<WebPage>> fetched =
      () -> new Found<>(new WebPage("https://www.example.org/", "T", "text", false), 200);

  /** Hands out intents and writes endings down. */
  private static final class Journal implements CallJournal {
    private CommittedIntent intent;
    private CallEnding ending;

    @Override
    public CommittedIntent next(PlannedCall call) {
      intent = new CommittedIntent(UUID.randomUUID(), call);
      return intent;
    }

    @Override
    public SettledCall settle(CommittedIntent settled, CallEnding end) {
      ending = end;
      return new SettledCall(settled.callId(), settled.call(), end, Money.ZERO);
    }
  }

  private final class Engine implements WebSearch {
    private final @Nullable SearchEngine engine;

    Engine(@Nullable SearchEngine engine) {
      this.engine = engine;
    }

    @Override
    public @Nullable SearchEngine engine() {
      return engine;
    }

    @Override
    public WebResult<List<SearchHit>> search(
        SearchQuery query, Deadline deadline, Cancellation cancellation) {
      return searched.get();
    }
  }

  private WebTools tools(@Nullable SearchEngine engine) {
    WebSearch search = new Engine(engine);
    return new WebTools(
        search,
        new WebPrices(engine, null, null),
        new WebCalls(search, (_, _, _) -> fetched.get()));
  }

  private ToolAnswer run(WebRequest request) {
    WebTools tools = tools(SearchEngine.BRAVE);
    CommittedIntent intent = journal.next(tools.planned(request, PARENT, 1, 0));
    return tools.run(request, intent, journal, terms);
  }

  @Test
  void nothingIsOfferedWithoutAnEngine() {
    WebTools tools = tools(null);

    assertThat(tools.available()).isFalse();
    assertThat(tools.tools()).isEmpty();
    assertThatThrownBy(() -> tools.planned(SEARCH, null, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tools(SearchEngine.SEARXNG).tools()).hasSize(2);
  }

  @Test
  void callsArePlannedAsModelsWithAPricePerRequest() {
    PlannedCall search = tools(SearchEngine.BRAVE).planned(SEARCH, PARENT, 2, 5);
    PlannedCall fetch = tools(SearchEngine.SEARXNG).planned(FETCH, null, null, 0);

    assertThat(search.role()).isEqualTo(CallRole.WEB_SEARCH);
    assertThat(search.model().slug()).hasToString("web/brave");
    assertThat(search.model().provider().id()).isEqualTo("brave");
    assertThat(search.parent()).isEqualTo(PARENT);
    assertThat(search.panelIndex()).isEqualTo(2);
    assertThat(search.step()).isEqualTo(5);
    assertThat(search.worstCase()).isEqualTo(new Money(new BigDecimal("0.005")));
    assertThat(fetch.role()).isEqualTo(CallRole.WEB_FETCH);
    assertThat(fetch.model().slug()).hasToString("web/fetch");
    assertThat(fetch.worstCase()).isEqualTo(Money.ZERO);
    assertThat(tools(SearchEngine.SEARXNG).planned(SEARCH, null, null, 0).worstCase())
        .isEqualTo(Money.ZERO);
  }

  @Test
  void theOperatorsPricesWin() {
    WebPrices prices =
        new WebPrices(SearchEngine.SEARXNG, new BigDecimal("0.01"), new BigDecimal("0.002"));

    assertThat(prices.planned(SEARCH, null, null, 0).worstCase())
        .isEqualTo(new Money(new BigDecimal("0.01")));
    assertThat(prices.planned(FETCH, null, null, 0).worstCase())
        .isEqualTo(new Money(new BigDecimal("0.002")));
  }

  @Test
  void whatWasFoundIsToldSettledAndNamedAsASource() {
    searched =
        () ->
            new Found<>(
                List.of(
                    new SearchHit("One", "https://one.example.org/", "first"),
                    new SearchHit("Two", "https://two.example.org/", "")),
                200);

    ToolAnswer answer = run(SEARCH);

    assertThat(answer.text())
        .isEqualTo(
            """
            Results for: words

            1. One
            https://one.example.org/
            first

            2. Two
            https://two.example.org/
            """);
    assertThat(answer.sources())
        .containsExactly(
            new WebSource("https://one.example.org/", "One"),
            new WebSource("https://two.example.org/", "Two"));
    assertThat(journal.ending.outcome()).isEqualTo(CallOutcome.OK);
    assertThat(journal.ending.usage()).isEqualTo(TokenUsage.ZERO);
    assertThat(journal.ending.usageSource()).isEqualTo(UsageSource.COUNTED);
    assertThat(journal.ending.upstreamStatus()).isEqualTo(200);
    assertThatThrownBy(journal.intent::spend).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPageIsToldWithItsAddress() {
    assertThat(run(FETCH).text()).isEqualTo("Address: https://www.example.org/\nTitle: T\n\ntext");
    fetched = () -> new Found<>(new WebPage("https://www.example.org/", "", "text", true), 200);
    assertThat(run(FETCH).text())
        .isEqualTo("Address: https://www.example.org/\n\ntext\n[cut here: the page is longer]");
    fetched = () -> new Found<>(new WebPage("https://www.example.org/", "", "", false), 204);
    assertThat(run(FETCH).text()).endsWith("(The page has no text.)");
    assertThat(run(FETCH).sources()).containsExactly(new WebSource("https://www.example.org/", ""));
  }

  @Test
  void nothingFoundIsSaid() {
    assertThat(run(SEARCH).text()).isEqualTo("No results for: words");
  }

  @Test
  void aRefusalIsNotSentUnlessAPageLedThere() {
    fetched = () -> new Refused<>("Not public.", null);
    assertThat(run(FETCH).text()).isEqualTo("Error: Not public.");
    assertThat(journal.ending.outcome()).isEqualTo(CallOutcome.NOT_SENT);
    assertThat(journal.ending.usageSource()).isEqualTo(UsageSource.NONE);

    fetched = () -> new Refused<>("Not public.", 302);
    assertThat(run(FETCH).sources()).isEmpty();
    assertThat(journal.ending.outcome()).isEqualTo(CallOutcome.ERROR);
    assertThat(journal.ending.upstreamStatus()).isEqualTo(302);
  }

  @Test
  void aFailureIsFree() {
    searched = () -> new Failed<>(CallOutcome.TIMEOUT, null, "Too long.");

    assertThat(run(SEARCH).text()).isEqualTo("Error: Too long.");
    assertThat(journal.ending.outcome()).isEqualTo(CallOutcome.TIMEOUT);
    assertThat(journal.ending.usageSource()).isEqualTo(UsageSource.NONE);
  }

  @Test
  void aFaultOfOursIsSettledToo() {
    fetched =
        () -> {
          throw new IllegalStateException("bug");
        };

    assertThat(run(FETCH).text()).isEqualTo("Error: The web tool failed.");
    assertThat(journal.ending.outcome()).isEqualTo(CallOutcome.ERROR);
  }

  @Test
  void anUnusableRequestIsNotRun() {
    WebRequest unusable = new WebRequest.Unusable("no");

    assertThatThrownBy(() -> run(unusable)).isInstanceOf(IllegalArgumentException.class);
  }
}
