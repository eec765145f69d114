package dev.quorate.system;

/**
 * A tool a scripted model calls.
 *
 * @param arguments JSON text
 */
public record FakeCall(String id, String name, String arguments) {
  /** The call by which an outer model asks the panel. */
  public static FakeCall fusion() {
    return new FakeCall("call_fusion", "openrouter_fusion", "{}");
  }

  public static FakeCall of(String name, String arguments) {
    return new FakeCall("call_" + name, name, arguments);
  }
}
