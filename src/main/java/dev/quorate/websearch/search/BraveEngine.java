package dev.quorate.websearch.search;

import dev.quorate.kernel.Sensitive;
import dev.quorate.upstream.wire.ExchangeClient;
import dev.quorate.upstream.wire.Lease;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.ServerClients;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchHit;
import dev.quorate.websearch.SearchQuery;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Brave Search: hosted, with an index of its own. */
final class BraveEngine implements Engine {
  private final EngineServer server;
  private final Sensitive<String> key;
  private final ExchangeClient exchanges;
  private final ServerClients<BraveClient> clients;

  BraveEngine(EngineServer server, Sensitive<String> key, ExchangeClient exchanges) {
    this.server = server;
    this.key = key;
    this.exchanges = exchanges;
    this.clients = ServerClients.of(BraveClient.class, server.timeout());
  }

  @Override
  public SearchEngine name() {
    return SearchEngine.BRAVE;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public RawReply ask(SearchQuery query) throws IOException {
    try (Lease<BraveClient> lease = clients.lease(server.target(name()))) {
      return exchanges.exchange(
          () -> lease.client().search(key.reveal(), query.text(), server.maxHits(), false, "web"));
    }
  }

  @Override
  public List<SearchHit> hits(JsonNode reply) {
    return hits(reply, server.maxHits());
  }

  /** Titles and descriptions come as HTML, with entities even where nothing is marked up. */
  static List<SearchHit> hits(JsonNode reply, int max) {
    Hits hits = new Hits(max);
    for (JsonNode result : reply.path("web").path("results")) {
      hits.addHtml(result.path("title"), result.path("url"), result.path("description"));
    }
    return hits.list();
  }

  @Override
  public void close() {
    clients.close();
  }
}
