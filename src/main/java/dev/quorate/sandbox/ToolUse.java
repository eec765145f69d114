package dev.quorate.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides, by rules anyone can follow, whether a sandbox model calls a tool and with what. */
final class ToolUse {
  /** Fewer words than this are a simple request, which needs no panel. */
  private static final int WORDS_OF_A_QUESTION = 6;

  private static final int LEAST_WORD = 4;
  private static final String FUSION = "openrouter_fusion";

  private ToolUse() {}

  /**
   * A tool a request offers.
   *
   * @param schema of its arguments, null when it takes none
   */
  record Offered(String name, @Nullable JsonNode schema) {}

  /**
   * A call.
   *
   * @param arguments JSON text
   */
  record Call(String name, String arguments) {}

  /** The call the model makes, null when it answers itself. */
  static @Nullable Call of(Chat chat) {
    if (chat.tools().isEmpty() || chat.toolChoice().equals("none")) {
      return null;
    }
    for (Offered tool : chat.tools()) {
      if (tool.name().equals(chat.toolChoice())) {
        return call(tool, chat);
      }
    }
    if (!chat.toolResults().isEmpty()) {
      return null;
    }
    if (chat.toolChoice().equals("required")) {
      return call(chat.tools().getFirst(), chat);
    }
    return chat.tools().stream()
        .filter(tool -> isCalledFor(tool, chat.lastUser()))
        .findFirst()
        .map(tool -> call(tool, chat))
        .orElse(null);
  }

  private static boolean isCalledFor(Offered tool, String question) {
    if (tool.name().equals(FUSION)) {
      return Words.count(question) >= WORDS_OF_A_QUESTION;
    }
    List<String> asked =
        Arrays.asList(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1));
    return Arrays.stream(tool.name().toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1))
        .filter(word -> word.length() >= LEAST_WORD)
        .anyMatch(asked::contains);
  }

  private static Call call(Offered tool, Chat chat) {
    StringBuilder arguments = new StringBuilder("{");
    JsonNode properties = tool.schema() == null ? null : tool.schema().path("properties");
    if (properties != null) {
      for (String name : properties.propertyNames()) {
        arguments
            .append(arguments.length() > 1 ? "," : "")
            .append(Words.json(name))
            .append(':')
            .append(value(properties.path(name), chat.lastUser()));
      }
    }
    return new Call(tool.name(), arguments.append('}').toString());
  }

  /** What a property's schema allows; a free text is the question itself. */
  private static String value(JsonNode schema, String question) {
    JsonNode choices = schema.path("enum");
    if (!choices.isEmpty()) {
      return choices.path(0).toString();
    }
    return switch (schema.path("type").asString("string")) {
      case "number", "integer" -> "1";
      case "boolean" -> "true";
      case "array" -> "[]";
      case "object" -> "{}";
      default -> Words.json(question);
    };
  }
}
