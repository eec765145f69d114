package dev.quorate.upstream.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of tools for dialects that want objects where ours are texts a model or a tool wrote. */
public final class ToolJson {
  private ToolJson() {}

  /** Arguments of a call; what is no object stands in one, under {@code input}. */
  public static ObjectNode arguments(String text) {
    return text.isBlank() ? WireJson.MAPPER.createObjectNode() : object(text, "input");
  }

  /** The result of a call; what is no object stands in one, under {@code result}. */
  public static ObjectNode result(String text) {
    return object(text, "result");
  }

  private static ObjectNode object(String text, String otherwise) {
    return parsed(text) instanceof ObjectNode object
        ? object
        : WireJson.MAPPER.createObjectNode().put(otherwise, text);
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return WireJson.MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  /**
   * The schema of a tool's parameters, which says at least that they are an object.
   *
   * @param schema as JSON text, null for a tool without parameters
   */
  public static ObjectNode parameters(@Nullable String schema) {
    ObjectNode object =
        schema != null && WireJson.MAPPER.readTree(schema) instanceof ObjectNode given
            ? given
            : WireJson.MAPPER.createObjectNode();
    if (!object.has("type")) {
      object.put("type", "object");
    }
    if (!object.has("properties")) {
      object.putObject("properties");
    }
    return object;
  }
}
