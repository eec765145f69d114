package dev.quorate.websearch;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallTerms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Web calls as ledger lines: each spends its intent, does its work once and settles. There are no
 * retries; a model that wants one asks again.
 */
@Singleton
public final class WebCalls {
  private static final Logger LOG = System.getLogger(WebCalls.class.getName());

  private final WebSearch search;
  private final WebFetch fetch;

  @Inject
  public WebCalls(WebSearch search, WebFetch fetch) {
    this.search = search;
    this.fetch = fetch;
  }

  /** Searches for a committed intent of {@link WebPrices#planned}. */
  public WebReport<List<SearchHit>> search(
      SearchQuery query, CommittedIntent intent, CallJournal journal, CallTerms terms) {
    return settled(
        intent, journal, () -> search.search(query, terms.deadline(), terms.cancellation()));
  }

  /** Fetches for a committed intent of {@link WebPrices#planned}. */
  public WebReport<WebPage> fetch(
      String url, CommittedIntent intent, CallJournal journal, CallTerms terms) {
    return settled(intent, journal, () -> fetch.fetch(url, terms.deadline(), terms.cancellation()));
  }

  private static <T> WebReport<T> settled(
      CommittedIntent intent, CallJournal journal, Supplier<WebResult<T>> work) {
    intent.spend();
    long start = System.nanoTime();
    WebResult<T> result = safely(intent, work);
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    return new WebReport<>(result, journal.settle(intent, ending(result, latency)));
  }

  private static <T> WebResult<T> safely(CommittedIntent intent, Supplier<WebResult<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "web call " + intent.callId() + " broke in the gateway", bug);
      return new WebResult.Failed<>(CallOutcome.ERROR, null, "The web tool failed.");
    }
  }

  /** Whoever got what was asked for pays for the request: no tokens, and that is our count. */
  private static CallEnding ending(WebResult<?> result, Duration latency) {
    UsageSource source =
        result.outcome() == CallOutcome.OK ? UsageSource.COUNTED : UsageSource.NONE;
    return new CallEnding(
        result.outcome(), TokenUsage.ZERO, source, result.status(), null, latency, null);
  }
}
