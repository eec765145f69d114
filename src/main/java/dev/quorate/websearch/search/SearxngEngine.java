package dev.quorate.websearch.search;

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

/** SearXNG: the operator's own metasearch. */
final class SearxngEngine implements Engine {
  private final EngineServer server;
  private final ExchangeClient exchanges;
  private final ServerClients<SearxngClient> clients;

  SearxngEngine(EngineServer server, ExchangeClient exchanges) {
    this.server = server;
    this.exchanges = exchanges;
    this.clients = ServerClients.of(SearxngClient.class, server.timeout());
  }

  @Override
  public SearchEngine name() {
    return SearchEngine.SEARXNG;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public RawReply ask(SearchQuery query) throws IOException {
    try (Lease<SearxngClient> lease = clients.lease(server.target(name()))) {
      return exchanges.exchange(() -> lease.client().search(query.text(), "json"));
    }
  }

  @Override
  public List<SearchHit> hits(JsonNode reply) {
    return hits(reply, server.maxHits());
  }

  static List<SearchHit> hits(JsonNode reply, int max) {
    Hits hits = new Hits(max);
    for (JsonNode result : reply.path("results")) {
      hits.add(result.path("title"), result.path("url"), result.path("content"));
    }
    return hits.list();
  }

  @Override
  public void close() {
    clients.close();
  }
}
