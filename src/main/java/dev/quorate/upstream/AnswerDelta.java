package dev.quorate.upstream;

/** A piece of an answer as it comes. Customer data: {@code toString} says only how much. */
public sealed interface AnswerDelta {
  /** Further visible text, never empty. */
  record Text(String text) implements AnswerDelta {
    @Override
    public String toString() {
      return "Text[" + text.length() + " chars]";
    }
  }

  /**
   * The model begins to call one of the caller's tools.
   *
   * @param index 0-based place among the answer's tool calls
   */
  record ToolCallBegun(int index, String id, String name) implements AnswerDelta {}

  /**
   * Further arguments of a tool call.
   *
   * @param text a piece of JSON text
   */
  record ToolArguments(int index, String text) implements AnswerDelta {
    @Override
    public String toString() {
      return "ToolArguments[" + index + ", " + text.length() + " chars]";
    }
  }
}
