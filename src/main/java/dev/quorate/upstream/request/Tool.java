package dev.quorate.upstream.request;

import org.jspecify.annotations.Nullable;

/**
 * A function the model may ask its caller to run.
 *
 * @param parameters JSON Schema as JSON text, null when it takes none
 * @param strict whether arguments must match the schema, null when the caller did not say
 */
public record Tool(
    String name,
    @Nullable String description,
    @Nullable String parameters,
    @Nullable Boolean strict) {
  @Override
  public String toString() {
    return "Tool[" + name + "]";
  }
}
