package dev.quorate.upstream.request;

import java.util.List;
import java.util.stream.Collectors;

/** One turn of a conversation, in the role the caller gave it. */
public sealed interface Turn {

  /** System or developer instructions. */
  record Instructions(Role role, String text) implements Turn {
    /** Both rank above the user; providers differ in which word they know. */
    public enum Role {
      SYSTEM,
      DEVELOPER
    }

    @Override
    public String toString() {
      return role + "[" + text.length() + " chars]";
    }
  }

  record User(List<ContentPart> parts) implements Turn {
    public User {
      parts = List.copyOf(parts);
    }

    public static User text(String text) {
      return new User(List.of(new ContentPart.Text(text)));
    }

    /** The text parts, one per line block; images left out. */
    public String text() {
      return parts.stream()
          .filter(ContentPart.Text.class::isInstance)
          .map(part -> ((ContentPart.Text) part).text())
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * What a model said in an earlier exchange.
   *
   * @param text may be empty when the model only called tools
   * @param toolCalls the caller's own tools, called in an earlier exchange
   */
  record Assistant(String text, List<ToolCall> toolCalls) implements Turn {
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }

    @Override
    public String toString() {
      return "Assistant[" + text.length() + " chars, " + toolCalls.size() + " tool calls]";
    }
  }

  record ToolResult(String callId, String text) implements Turn {
    @Override
    public String toString() {
      return "ToolResult[" + text.length() + " chars]";
    }
  }

  /** A call of a caller's tool, {@code arguments} as the JSON text the model wrote. */
  record ToolCall(String id, String name, String arguments) {
    @Override
    public String toString() {
      return "ToolCall[" + name + "]";
    }
  }
}
