package dev.quorate.sandbox;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A chat completions request as far as a sandbox model cares.
 *
 * @param userTexts the user's turns, oldest first
 * @param promptWords words of all turns: what stands for tokens here
 * @param maxWords cap of the answer, null for none
 * @param json the answer is wanted as a JSON object
 * @param schema the name of the JSON Schema it is to match, null for none
 * @param toolChoice {@code auto}, {@code none}, {@code required} or a tool's name
 * @param toolResults results since the user spoke last
 * @param stream it is wanted word by word
 */
record Chat(
    String model,
    List<String> userTexts,
    int promptWords,
    @Nullable Integer maxWords,
    List<String> stop,
    boolean json,
    @Nullable String schema,
    List<ToolUse.Offered> tools,
    String toolChoice,
    List<String> toolResults,
    boolean stream) {
  private static final int MAX_MESSAGES = 2_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_STOPS = 16;

  static Chat read(Fields body) {
    List<String> users = new ArrayList<>();
    List<String> results = new ArrayList<>();
    int words = 0;
    for (Fields message : body.objects("messages", MAX_MESSAGES)) {
      String text = text(message.raw("content"));
      words += Words.count(text);
      String role = message.text("role", MAX_NAME);
      if (Objects.equals(role, "user")) {
        users.add(text);
        results.clear();
      } else if (Objects.equals(role, "tool")) {
        results.add(text);
      }
    }
    if (words == 0) {
      throw ErrorCode.MISSING_FIELD.because("messages", "There is no text in 'messages'.");
    }
    Integer cap = body.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
    return new Chat(
        body.requiredText("model", MAX_NAME),
        List.copyOf(users),
        words,
        cap == null ? body.integer("max_tokens", 1, Integer.MAX_VALUE) : cap,
        stops(body.raw("stop")),
        body.has("response_format") && wantsJson(body),
        schema(body),
        tools(body),
        choice(body.raw("tool_choice")),
        List.copyOf(results),
        Boolean.TRUE.equals(body.bool("stream")));
  }

  private static @Nullable String schema(Fields body) {
    Fields format = body.object("response_format");
    Fields schema = format == null ? null : format.object("json_schema");
    return schema == null ? null : schema.text("name", MAX_NAME);
  }

  private static List<ToolUse.Offered> tools(Fields body) {
    List<ToolUse.Offered> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools", MAX_MESSAGES)) {
      Fields function = tool.object("function");
      if (function != null) {
        tools.add(
            new ToolUse.Offered(
                function.requiredText("name", MAX_NAME), function.raw("parameters")));
      }
    }
    return List.copyOf(tools);
  }

  private static String choice(@Nullable JsonNode choice) {
    if (choice == null) {
      return "auto";
    }
    return choice.isObject()
        ? choice.at("/function/name").asString("auto")
        : choice.asString("auto");
  }

  private static boolean wantsJson(Fields body) {
    Fields format = body.object("response_format");
    return format != null && !Objects.equals(format.text("type", MAX_NAME), "text");
  }

  /** A string or an array of parts; pictures say nothing to a sandbox model. */
  private static String text(@Nullable JsonNode content) {
    if (content == null) {
      return "";
    }
    return content.isArray()
        ? content
            .valueStream()
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"))
        : content.asString("");
  }

  private static List<String> stops(@Nullable JsonNode stop) {
    if (stop == null) {
      return List.of();
    }
    return stop.isArray()
        ? stop.valueStream().limit(MAX_STOPS).map(JsonNode::asString).toList()
        : List.of(stop.asString());
  }

  /** What the user said last. */
  String lastUser() {
    return userTexts.isEmpty() ? "" : userTexts.getLast();
  }

  /** What the user said before that, or the same where there is only one turn. */
  String questionBeforeLast() {
    return userTexts.size() < 2 ? lastUser() : userTexts.get(userTexts.size() - 2);
  }

  @Override
  public String toString() {
    return "Chat[" + model + ", " + promptWords + " words]";
  }
}
