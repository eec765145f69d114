package dev.quorate.websearch;

import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.WireJson;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The two tools as a model sees them, and how its calls of them are read. */
public final class WebToolSpecs {
  public static final String SEARCH_NAME = "web_search";
  public static final String FETCH_NAME = "web_fetch";

  public static final Tool SEARCH =
      new Tool(
          SEARCH_NAME,
          "Searches the web. Gives titles, addresses and short excerpts, best first. Use it for"
              + " what may have changed or what you are not sure of; read a page with web_fetch.",
          """
          {"type":"object","properties":{"query":{"type":"string","maxLength":400,\
          "description":"What to search for, as one would type it into a search engine."}},\
          "required":["query"],"additionalProperties":false}\
          """,
          null);

  public static final Tool FETCH =
      new Tool(
          FETCH_NAME,
          "Fetches one public web page (HTML, plain text, JSON or XML) and gives its text. Long"
              + " pages are cut.",
          """
          {"type":"object","properties":{"url":{"type":"string","maxLength":2048,\
          "description":"The page's full address, beginning with https:// or http://."}},\
          "required":["url"],"additionalProperties":false}\
          """,
          null);

  /** Both, in the order they are offered. */
  public static final List<Tool> ALL = List.of(SEARCH, FETCH);

  /** More than any sensible arguments have. */
  private static final int MAX_ARGUMENTS = 16 * 1024;

  private WebToolSpecs() {}

  /** Whether a tool a model calls is one of these two. */
  public static boolean isWebTool(String name) {
    return name.equals(SEARCH_NAME) || name.equals(FETCH_NAME);
  }

  /** Reads what a model wrote: anything may stand in it. */
  public static WebRequest read(Turn.ToolCall call) {
    return switch (call.name()) {
      case SEARCH_NAME -> search(argument(call.arguments(), "query"));
      case FETCH_NAME -> fetch(argument(call.arguments(), "url"));
      default -> new WebRequest.Unusable("There is no such web tool.");
    };
  }

  private static WebRequest search(String query) {
    String line = PlainText.line(query, SearchQuery.MAX_LENGTH + 1);
    if (line.isEmpty()) {
      return new WebRequest.Unusable(
          "The arguments must be a JSON object with a 'query' that is not empty.");
    }
    if (!SearchQuery.fits(line)) {
      return new WebRequest.Unusable(
          "The 'query' must have at most "
              + SearchQuery.MAX_LENGTH
              + " characters and "
              + SearchQuery.MAX_WORDS
              + " words.");
    }
    return new WebRequest.Search(new SearchQuery(line));
  }

  private static WebRequest fetch(String url) {
    return url.isBlank()
        ? new WebRequest.Unusable(
            "The arguments must be a JSON object with a 'url' that is not empty.")
        : new WebRequest.Fetch(url.strip());
  }

  /** The text of one argument, empty when it is not there or no text. */
  private static String argument(String arguments, String name) {
    if (arguments.length() > MAX_ARGUMENTS) {
      return "";
    }
    try {
      JsonNode value = WireJson.MAPPER.readTree(arguments).path(name);
      return value.isString() ? value.stringValue() : "";
    } catch (JacksonException nonsense) {
      return "";
    }
  }
}
