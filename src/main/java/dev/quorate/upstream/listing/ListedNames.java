package dev.quorate.upstream.listing;

import dev.quorate.kernel.call.Dialect;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The names in a list of models.
 *
 * @param whole the body says of no further page
 */
record ListedNames(Set<String> names, boolean whole) {
  /** Google writes the kind of the resource before its name; calls have it in their path. */
  private static final String GOOGLES_KIND = "models/";

  /** The list in a body, null when there is none in it as the dialect has it. */
  static @Nullable ListedNames of(Dialect dialect, JsonNode body) {
    JsonNode entries = entries(dialect, body);
    if (!entries.isArray()) {
      return null;
    }
    Set<String> names = new HashSet<>();
    for (JsonNode entry : entries) {
      JsonNode name = entry.path(dialect == Dialect.GEMINI ? "name" : "id");
      if (name.isString() && !name.stringValue().isBlank()) {
        names.add(calledBy(dialect, name.stringValue()));
      }
    }
    return names.isEmpty() && !entries.isEmpty() ? null : new ListedNames(names, isWhole(body));
  }

  private static JsonNode entries(Dialect dialect, JsonNode body) {
    return switch (dialect) {
      case GEMINI -> body.path("models");
      case ANTHROPIC -> body.path("data");
      case OPENAI, OPENAI_RESPONSES -> openAis(body);
    };
  }

  /** Some servers give the bare array; one without any model gives null for it. */
  private static JsonNode openAis(JsonNode body) {
    if (body.isArray()) {
      return body;
    }
    boolean none = body.path("data").isNull() && body.path("object").asString("").equals("list");
    return none ? JsonNodeFactory.instance.arrayNode() : body.path("data");
  }

  private static String calledBy(Dialect dialect, String name) {
    return dialect == Dialect.GEMINI && name.startsWith(GOOGLES_KIND)
        ? name.substring(GOOGLES_KIND.length())
        : name;
  }

  private static boolean isWhole(JsonNode body) {
    JsonNode more = body.path("has_more");
    boolean further = more.isBoolean() && more.booleanValue();
    return !further && body.path("nextPageToken").asString("").isEmpty();
  }
}
