package dev.quorate.websearch;

import dev.quorate.kernel.call.SettledCall;
import java.util.List;

/**
 * What a tool call came to, ready for the model that made it.
 *
 * @param text data from the web, not fenced yet; bounded
 * @param sources what the text came from, empty unless something was found
 */
public record ToolAnswer(String text, List<WebSource> sources, SettledCall line) {
  public ToolAnswer {
    sources = List.copyOf(sources);
  }

  @Override
  public String toString() {
    return "ToolAnswer[" + text.length() + " chars, " + sources.size() + " sources]";
  }
}
