package dev.quorate.inference;

import dev.quorate.http.Fields;
import dev.quorate.inference.reading.AllowedTools;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a request's {@code tool_choice} says of fusion as a tool. */
final class FusionChoice {
  private FusionChoice() {}

  /** No tool may be called, or only others than ours. */
  static boolean forbidden(Fields body, boolean asTool) {
    JsonNode choice = body.raw("tool_choice");
    AllowedTools allowed = asTool ? AllowedTools.read(body) : null;
    return (choice != null && choice.asString("").equals("none"))
        || (allowed != null && !allowed.fusion());
  }

  /** Named in the tool choice, or the only tool where one is required. */
  static boolean forced(Fields body) {
    JsonNode choice = body.raw("tool_choice");
    if (choice == null) {
      return false;
    }
    AllowedTools allowed = AllowedTools.read(body);
    if (allowed != null) {
      return allowed.required() && allowed.fusion() && allowed.names().isEmpty();
    }
    if (choice.isObject()) {
      String type = choice.path("type").asString("");
      String name = choice.at("/function/name").asString(choice.path("name").asString(""));
      return type.equals(TurnOptions.TOOL)
          || name.equals(TurnOptions.TOOL)
          || name.equals(TurnOptions.UPSTREAM_NAME);
    }
    boolean alone =
        body.objects("tools", TurnOptions.MAX_TOOLS).stream()
            .allMatch(
                tool -> Objects.equals(tool.text("type", TurnOptions.MAX_NAME), TurnOptions.TOOL));
    return alone && choice.asString("").equals("required");
  }
}
