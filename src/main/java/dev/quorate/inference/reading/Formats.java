package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import dev.quorate.upstream.request.ResponseFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the shape an answer is wanted in. */
public final class Formats {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MAX_TYPE = 64;
  private static final int MAX_DESCRIPTION = 10_000;

  private Formats() {}

  /**
   * @param format {@code text.format} or {@code response_format}, null when absent
   * @param schemaMember the member that holds the schema's fields; empty when they stand beside
   *     {@code type}
   */
  public static ResponseFormat read(@Nullable Fields format, String schemaMember) {
    if (format == null) {
      return new ResponseFormat.PlainText();
    }
    return switch (format.requiredText("type", MAX_TYPE)) {
      case "text" -> new ResponseFormat.PlainText();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> schema(schemaMember.isEmpty() ? format : inner(format, schemaMember));
      default -> throw format.refusal("type", "must be 'text', 'json_object' or 'json_schema'");
    };
  }

  private static Fields inner(Fields format, String member) {
    Fields inner = format.object(member);
    if (inner == null) {
      throw Content.missing(format, member);
    }
    return inner;
  }

  private static ResponseFormat schema(Fields holder) {
    String name = holder.requiredText("name", MAX_TYPE);
    if (!NAME.matcher(name).matches()) {
      throw holder.refusal("name", "must have only letters, digits, '_' and '-'");
    }
    JsonNode schema = holder.raw("schema");
    if (schema == null) {
      throw Content.missing(holder, "schema");
    }
    if (!schema.isObject()) {
      throw holder.refusal("schema", "must be an object");
    }
    return new ResponseFormat.JsonSchema(
        name,
        holder.text("description", MAX_DESCRIPTION),
        schema.toString(),
        holder.bool("strict"));
  }
}
