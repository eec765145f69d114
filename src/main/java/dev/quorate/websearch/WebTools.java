package dev.quorate.websearch;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.Turn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The room's face: the web tools of a panelist or judge, from offer to answer. A call that can be
 * run is planned, its intent committed by the caller, then run.
 */
@Singleton
public final class WebTools {
  private final WebSearch engines;
  private final WebPrices prices;
  private final WebCalls calls;

  @Inject
  public WebTools(WebSearch engines, WebPrices prices, WebCalls calls) {
    this.engines = engines;
    this.prices = prices;
    this.calls = calls;
  }

  /** Whether a search engine is configured; without one neither tool is offered. */
  public boolean available() {
    return engines.engine() != null;
  }

  /** The tools to offer: both, or none when they are not available. */
  public List<Tool> tools() {
    return available() ? WebToolSpecs.ALL : List.of();
  }

  /** What the tools are called in the ledger and in policies. */
  public List<ModelSlug> slugs() {
    PricedModel search = prices.search();
    return search == null ? List.of() : List.of(search.slug(), prices.fetch().slug());
  }

  /** Reads a model's call of one of the two tools. */
  public WebRequest read(Turn.ToolCall call) {
    WebRequest request = WebToolSpecs.read(call);
    return request instanceof WebRequest.Search && !available()
        ? new WebRequest.Unusable("No search engine is configured.")
        : request;
  }

  /** What the call's intent says; see {@link WebPrices#planned}. */
  public PlannedCall planned(
      WebRequest request, @Nullable UUID parent, @Nullable Integer panelIndex, int step) {
    return prices.planned(request, parent, panelIndex, step);
  }

  /**
   * Runs a call for its committed intent, on the calling virtual thread, and settles it.
   *
   * @param terms deadline and cancellation; the sink is not used
   */
  public ToolAnswer run(
      WebRequest request, CommittedIntent intent, CallJournal journal, CallTerms terms) {
    return switch (request) {
      case WebRequest.Search(SearchQuery query) -> {
        WebReport<List<SearchHit>> report = calls.search(query, intent, journal, terms);
        yield new ToolAnswer(
            ToolTexts.ofSearch(query, report.result()),
            report.result() instanceof WebResult.Found<List<SearchHit>> found
                ? found.value().stream().map(hit -> new WebSource(hit.url(), hit.title())).toList()
                : List.of(),
            report.line());
      }
      case WebRequest.Fetch(String url) -> {
        WebReport<WebPage> report = calls.fetch(url, intent, journal, terms);
        yield new ToolAnswer(
            ToolTexts.ofFetch(report.result()),
            report.result() instanceof WebResult.Found<WebPage> found
                ? List.of(new WebSource(found.value().url(), found.value().title()))
                : List.of(),
            report.line());
      }
      case WebRequest.Unusable ignored ->
          throw new IllegalArgumentException("nothing can run this web request");
    };
  }
}
