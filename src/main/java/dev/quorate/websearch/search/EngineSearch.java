package dev.quorate.websearch.search;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.WireJson;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchHit;
import dev.quorate.websearch.SearchQuery;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import dev.quorate.websearch.WebSearch;
import dev.quorate.websearch.attempt.Names;
import dev.quorate.websearch.attempt.WithinDeadline;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Searches with one engine. Its faults are told to the log by name, to the model in a sentence. */
final class EngineSearch implements WebSearch {
  private static final Logger LOG = System.getLogger(EngineSearch.class.getName());

  private final Engine engine;
  private final Names names;
  private final WithinDeadline withinDeadline;
  private final Duration timeout;

  EngineSearch(Engine engine, Names names, WithinDeadline withinDeadline, Duration timeout) {
    this.engine = engine;
    this.names = names;
    this.withinDeadline = withinDeadline;
    this.timeout = timeout;
  }

  @Override
  public SearchEngine engine() {
    return engine.name();
  }

  @Override
  public WebResult<List<SearchHit>> search(
      SearchQuery query, Deadline deadline, Cancellation cancellation) {
    WebResult<List<SearchHit>> result =
        withinDeadline.run(deadline.earlier(Deadline.in(timeout)), cancellation, _ -> ask(query));
    if (result instanceof Failed<List<SearchHit>> failed) {
      LOG.log(
          Level.INFO,
          "a search with {0} failed: {1}, status {2}",
          engine.name().id(),
          failed.outcome().wire(),
          String.valueOf(failed.status()));
    }
    return result;
  }

  private WebResult<List<SearchHit>> ask(SearchQuery query) {
    try {
      // The client finds the name in the JVM's cache then; its own look-up would hold a carrier.
      List<InetAddress> ignored = names.find(engine.host());
      return read(engine.ask(query));
    } catch (UnknownHostException unknown) {
      return failed(CallOutcome.NOT_SENT, null, "The search engine could not be found.");
    } catch (IOException failure) {
      return failed(CallOutcome.ERROR, null, "The search engine could not be reached.");
    }
  }

  private WebResult<List<SearchHit>> read(RawReply reply) {
    int status = reply.status();
    if (status == 429) {
      return failed(CallOutcome.ERROR, status, "The search engine is asked too often for now.");
    }
    if (!reply.isSuccess()) {
      return failed(
          CallOutcome.ERROR, status, "The search engine answered with status " + status + ".");
    }
    return switch (reply.ending()) {
      case CUT -> failed(CallOutcome.TRUNCATED, status, "The search engine's reply broke off.");
      case TOO_LARGE ->
          failed(CallOutcome.ERROR, status, "The search engine's reply is too large.");
      case WHOLE -> hits(reply);
    };
  }

  private WebResult<List<SearchHit>> hits(RawReply reply) {
    try {
      JsonNode body = reply.isEncoded() ? null : WireJson.MAPPER.readTree(reply.body());
      if (body != null && body.isObject()) {
        return new Found<>(engine.hits(body), reply.status());
      }
    } catch (JacksonException nonsense) {
      // Told below, with everything else that is no reply.
    }
    return failed(
        CallOutcome.ERROR, reply.status(), "The search engine's reply could not be read.");
  }

  private static WebResult<List<SearchHit>> failed(
      CallOutcome outcome, @Nullable Integer status, String sentence) {
    return new Failed<>(outcome, status, sentence);
  }
}
