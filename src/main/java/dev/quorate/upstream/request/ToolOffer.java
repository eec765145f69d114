package dev.quorate.upstream.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools that come with a request.
 *
 * @param parallel whether several may be called in one answer, null when the caller did not say
 */
public record ToolOffer(List<Tool> tools, ToolChoice choice, @Nullable Boolean parallel) {
  /** No tools: calls of the past are told as plain turns. */
  public static final ToolOffer NONE = new ToolOffer(List.of(), ToolChoice.AUTO, null);

  public ToolOffer {
    tools = List.copyOf(tools);
  }

  public boolean isEmpty() {
    return tools.isEmpty();
  }
}
