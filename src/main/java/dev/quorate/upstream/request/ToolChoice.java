package dev.quorate.upstream.request;

/** Whether and which of the offered tools the model must call. */
public sealed interface ToolChoice {
  ToolChoice AUTO = new Auto();
  ToolChoice NONE = new None();
  ToolChoice REQUIRED = new Required();

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** The model must answer itself. */
  record None() implements ToolChoice {}

  /** The model must call some tool. */
  record Required() implements ToolChoice {}

  /** The model must call this one. */
  record Named(String name) implements ToolChoice {}
}
