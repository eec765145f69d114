package dev.quorate.upstream.request;

import org.jspecify.annotations.Nullable;

/** The shape a caller wants the answer in. */
public sealed interface ResponseFormat {

  /** Free text, the default. */
  record PlainText() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that matches a schema.
   *
   * @param schema the JSON Schema as JSON text
   */
  record JsonSchema(
      String name, @Nullable String description, String schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
