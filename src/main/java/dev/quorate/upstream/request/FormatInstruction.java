package dev.quorate.upstream.request;

import org.jspecify.annotations.Nullable;

/** A response format as an instruction, for models that have no setting for it. */
public final class FormatInstruction {
  private static final String NOTHING_ELSE =
      " and nothing else: no explanation before or after it, no code fence.";

  private FormatInstruction() {}

  /** The instruction, or null for plain text. */
  public static @Nullable String of(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.PlainText plain -> null;
      case ResponseFormat.JsonObject object -> "Answer with one JSON object" + NOTHING_ELSE;
      case ResponseFormat.JsonSchema schema ->
          "Answer with JSON that matches the following JSON Schema"
              + NOTHING_ELSE
              + (schema.description() == null ? "" : "\nIts purpose: " + schema.description())
              + "\n"
              + schema.schema();
    };
  }
}
