package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool choice of type {@code allowed_tools}: which of the request's tools the model may call this
 * time.
 *
 * @param required whether it must call one of them
 * @param names the functions among them
 * @param fusion whether the fusion tool is among them
 */
public record AllowedTools(boolean required, Set<String> names, boolean fusion) {
  private static final String TYPE = "allowed_tools";
  private static final int MAX_TOOLS = 128;
  private static final int MAX_WORD = 64;

  public AllowedTools {
    names = Set.copyOf(names);
  }

  /**
   * Reads {@code tool_choice} in either endpoint's form.
   *
   * @return null for any other choice
   */
  public static @Nullable AllowedTools read(Fields body) {
    JsonNode choice = body.raw("tool_choice");
    if (choice == null || !choice.isObject() || !choice.path("type").asString("").equals(TYPE)) {
      return null;
    }
    Fields outer = body.object("tool_choice");
    Fields inner = outer == null ? null : outer.object(TYPE); // Chat's form has a member for them
    Fields holder = inner == null ? outer : inner;
    if (outer == null || holder == null) {
      return null;
    }
    outer.raw("type");
    boolean required = mode(holder).equals("required");
    Set<String> names = new LinkedHashSet<>();
    boolean fusion = false;
    for (Fields tool : holder.objects("tools", MAX_TOOLS)) {
      String name = name(tool);
      if (ToolsReader.isFusion(name)) {
        fusion = true;
      } else {
        names.add(name);
      }
    }
    return new AllowedTools(required, names, fusion);
  }

  private static String mode(Fields holder) {
    String mode = holder.requiredText("mode", MAX_WORD);
    if (!mode.equals("auto") && !mode.equals("required")) {
      throw holder.refusal("mode", "must be 'auto' or 'required'");
    }
    return mode;
  }

  private static String name(Fields tool) {
    String type = tool.requiredText("type", MAX_WORD);
    if (ToolsReader.isFusion(type)) {
      return type;
    }
    if (!type.equals("function")) {
      throw Content.unserved(tool, "type", "'function'");
    }
    Fields function = tool.object("function");
    return (function == null ? tool : function).requiredText("name", MAX_WORD);
  }
}
