package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the caller's own function tools and which of them the model must call.
 *
 * @param body the request
 * @param nested whether a tool's name and schema stand in a {@code function} member (Chat) or
 *     beside its type (Responses)
 */
public record ToolsReader(Fields body, boolean nested) {
  private static final int MAX_TOOLS = 128;

  /** The server tool, in {@code tools} and in {@code tool_choice}. */
  private static final Set<String> FUSION_NAMES = Set.of("openrouter:fusion", "openrouter_fusion");

  private static final String FUSION = "openrouter:fusion";
  private static final int MAX_WORD = 64;
  private static final int MAX_DESCRIPTION = 20_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * The offer, {@link ToolOffer#NONE} when the request has no tools.
   *
   * @throws dev.quorate.kernel.GatewayException naming the path of what is wrong
   */
  public ToolOffer read() {
    List<Tool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields tool : body.objects("tools", MAX_TOOLS)) {
      if (FUSION.equals(tool.text("type", MAX_WORD))) {
        continue; // a tool of ours, read where the run's form is
      }
      Tool read = tool(tool);
      if (!names.add(read.name())) {
        throw tool.refusal("name", "is the name of two tools");
      }
      tools.add(read);
    }
    AllowedTools allowed = AllowedTools.read(body);
    ToolChoice choice = allowed == null ? choice(names) : choice(allowed, tools);
    Boolean parallel = body.bool("parallel_tool_calls");
    return tools.isEmpty() ? ToolOffer.NONE : new ToolOffer(tools, choice, parallel);
  }

  /** Whether a type or a name means the fusion tool. */
  public static boolean isFusion(String name) {
    return FUSION_NAMES.contains(name);
  }

  private Tool tool(Fields tool) {
    String type = tool.requiredText("type", MAX_WORD);
    if (!type.equals("function")) {
      throw Content.unserved(tool, "type", "'function'");
    }
    Fields function = nested ? inner(tool) : tool;
    String name = function.requiredText("name", MAX_WORD);
    if (!NAME.matcher(name).matches()) {
      throw function.refusal("name", "must have 1 to 64 letters, digits, '_' and '-'");
    }
    JsonNode parameters = function.raw("parameters");
    if (parameters != null && !parameters.isObject()) {
      throw function.refusal("parameters", "must be a JSON Schema object");
    }
    return new Tool(
        name,
        function.text("description", MAX_DESCRIPTION),
        parameters == null ? null : parameters.toString(),
        function.bool("strict"));
  }

  private static Fields inner(Fields tool) {
    Fields function = tool.object("function");
    if (function == null) {
      throw Content.missing(tool, "function");
    }
    return function;
  }

  private ToolChoice choice(Set<String> names) {
    JsonNode choice = body.raw("tool_choice");
    if (choice == null) {
      return ToolChoice.AUTO;
    }
    if (namesFusion(choice)) {
      return ToolChoice.AUTO;
    }
    ToolChoice read = choice.isObject() ? named(names) : word(body.text("tool_choice", MAX_WORD));
    boolean forced = read instanceof ToolChoice.Required || read instanceof ToolChoice.Named;
    boolean withFusion =
        body.objects("tools", MAX_TOOLS).stream()
            .anyMatch(tool -> FUSION.equals(tool.text("type", MAX_WORD)));
    if (forced && names.isEmpty() && withFusion) {
      return ToolChoice.AUTO;
    }
    if (forced && names.isEmpty()) {
      throw body.refusal("tool_choice", "forces a tool, and 'tools' has none");
    }
    return read;
  }

  /** Takes away the tools that may not be called this time. */
  private ToolChoice choice(AllowedTools allowed, List<Tool> tools) {
    for (String name : allowed.names()) {
      if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
        throw body.refusal("tool_choice", "allows '" + name + "', which is not one of 'tools'");
      }
    }
    tools.removeIf(tool -> !allowed.names().contains(tool.name()));
    if (!allowed.required() || (tools.isEmpty() && allowed.fusion())) {
      return ToolChoice.AUTO;
    }
    if (tools.isEmpty()) {
      throw body.refusal("tool_choice", "forces a tool, and allows none");
    }
    return ToolChoice.REQUIRED;
  }

  private static boolean namesFusion(JsonNode choice) {
    return FUSION_NAMES.contains(choice.path("type").asString(""))
        || FUSION_NAMES.contains(choice.path("name").asString(""))
        || FUSION_NAMES.contains(choice.at("/function/name").asString(""));
  }

  private ToolChoice word(@Nullable String word) {
    return switch (word) {
      case "none" -> ToolChoice.NONE;
      case "required" -> ToolChoice.REQUIRED;
      case "auto" -> ToolChoice.AUTO;
      case null, default ->
          throw body.refusal(
              "tool_choice", "must be 'none', 'auto', 'required', a function or 'allowed_tools'");
    };
  }

  private ToolChoice named(Set<String> names) {
    Fields choice = body.object("tool_choice");
    if (choice == null || !choice.requiredText("type", MAX_WORD).equals("function")) {
      throw ErrorCode.UNSUPPORTED_PARAMETER.because(
          "tool_choice.type",
          "'tool_choice.type' is not served; served are 'function' and 'allowed_tools'.");
    }
    Fields holder = nested ? inner(choice) : choice;
    String name = holder.requiredText("name", MAX_WORD);
    if (!names.contains(name)) {
      throw holder.refusal("name", "must be the name of one of 'tools'");
    }
    return new ToolChoice.Named(name);
  }
}
