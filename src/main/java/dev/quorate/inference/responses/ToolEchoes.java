package dev.quorate.inference.responses;

import dev.quorate.http.Fields;
import dev.quorate.inference.TurnOptions;
import dev.quorate.inference.reading.ToolsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The request's tools as its reply repeats them. */
final class ToolEchoes {
  private static final int MAX_TOOLS = 128;
  private static final int MAX_TEXT = 20_000;

  private ToolEchoes() {}

  /**
   * The tools of a request that was read.
   *
   * @param withFusion whether the fusion tool is repeated too; strict clients know no such type
   */
  static List<Object> tools(Fields body, boolean withFusion) {
    List<Object> echoes = new ArrayList<>();
    JsonNode written = body.raw("tools");
    List<Fields> tools = body.objects("tools", MAX_TOOLS);
    for (int index = 0; index < tools.size(); index++) {
      Fields tool = tools.get(index);
      if (!TurnOptions.TOOL.equals(tool.text("type", MAX_TEXT))) {
        echoes.add(
            new ResponseBody.ToolEcho(
                "function",
                tool.requiredText("name", MAX_TEXT),
                tool.text("description", MAX_TEXT),
                tool.raw("parameters"),
                tool.bool("strict")));
      } else if (withFusion && written != null) {
        echoes.add(written.get(index));
      }
    }
    return echoes;
  }

  /** The tool choice; nobody's schema has one that names the fusion tool by its type. */
  static Object choice(Fields body) {
    JsonNode choice = body.raw("tool_choice");
    boolean fusion = choice != null && ToolsReader.isFusion(choice.path("type").asString(""));
    return fusion ? "required" : Objects.requireNonNullElse(choice, "auto");
  }
}
