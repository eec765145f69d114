package dev.quorate.websearch.search;

import dev.quorate.upstream.wire.RawReply;
import dev.quorate.websearch.SearchEngine;
import dev.quorate.websearch.SearchHit;
import dev.quorate.websearch.SearchQuery;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One engine's words. */
interface Engine extends AutoCloseable {
  SearchEngine name();

  /** Its host, for the look-up before each search. */
  String host();

  /**
   * Asks once.
   *
   * @throws IOException when no status line arrived
   */
  RawReply ask(SearchQuery query) throws IOException;

  /** The hits of a good reply, in its order. */
  List<SearchHit> hits(JsonNode reply);

  @Override
  void close();
}
