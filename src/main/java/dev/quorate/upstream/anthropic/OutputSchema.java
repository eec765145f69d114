package dev.quorate.upstream.anthropic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a caller's JSON Schema into the part of JSON Schema that structured outputs take. Objects
 * are closed; a constraint that is not taken is told in the description, as Anthropic's own clients
 * do it. A schema that cannot be said so is given to the model as an instruction instead.
 *
 * @see <a
 *     href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">structured
 *     outputs</a>
 */
final class OutputSchema {
  private static final Set<String> AS_IT_IS =
      Set.of("type", "enum", "const", "default", "title", "description", "required", "$ref");
  private static final Set<String> OF_SCHEMAS = Set.of("properties", "$defs", "definitions");
  private static final Map<String, String> OF_CHOICES =
      Map.of("anyOf", "anyOf", "oneOf", "anyOf", "allOf", "allOf");
  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  /** Words that change what matches so much that a description would not do. */
  private static final Set<String> NOT_TO_BE_SAID =
      Set.of("not", "if", "then", "else", "patternProperties", "prefixItems", "dependentSchemas");

  /** Of a whole schema; more is refused as too complex. */
  private static final int MAX_OPTIONAL = 24;

  private static final int MAX_UNIONS = 16;

  private final JsonNode root;
  private boolean sayable = true;
  private int optional;
  private int unions;

  private OutputSchema(JsonNode root) {
    this.root = root;
  }

  /** The schema as it is taken, or null when there is none. */
  static @Nullable ObjectNode of(JsonNode schema) {
    if (!schema.path("type").asString("").equals("object")) {
      return null;
    }
    OutputSchema reading = new OutputSchema(schema);
    JsonNode said = reading.said(schema, Set.of());
    boolean small = reading.optional <= MAX_OPTIONAL && reading.unions <= MAX_UNIONS;
    return reading.sayable && small && said instanceof ObjectNode object ? object : null;
  }

  /**
   * @param above the references that lead here: one that comes again goes round for ever
   */
  private JsonNode said(JsonNode schema, Set<String> above) {
    if (!(schema instanceof ObjectNode source)) {
      sayable = false;
      return schema;
    }
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : source.properties()) {
      member(member.getKey(), member.getValue(), said, told, above);
    }
    if (isObject(source)) {
      said.put("additionalProperties", false);
      int required = source.path("required").size();
      optional += Math.max(0, source.path("properties").size() - required);
    }
    if (source.path("type").isArray() || source.has("anyOf") || source.has("oneOf")) {
      unions++;
    }
    if (!told.isEmpty()) {
      String before = said.path("description").asString("");
      String constraints = "{" + String.join(", ", told) + "}";
      said.put("description", before.isEmpty() ? constraints : before + "\n\n" + constraints);
    }
    return said;
  }

  private void member(
      String name, JsonNode value, ObjectNode said, List<String> told, Set<String> above) {
    if (AS_IT_IS.contains(name)) {
      said.set(name, value);
      if (name.equals("$ref")) {
        follow(value.asString(""), above);
      }
    } else if (OF_SCHEMAS.contains(name)) {
      ObjectNode inner = said.putObject(name);
      value.properties().forEach(each -> inner.set(each.getKey(), said(each.getValue(), above)));
    } else if (OF_CHOICES.containsKey(name)) {
      ArrayNode inner = said.putArray(OF_CHOICES.get(name));
      value.forEach(each -> inner.add(said(each, above)));
    } else if (name.equals("items")) {
      said.set(name, said(value, above));
    } else if (isTaken(name, value)) {
      said.set(name, value);
    } else if (NOT_TO_BE_SAID.contains(name)
        || (name.equals("additionalProperties") && value.isObject())) {
      sayable = false;
    } else if (!name.equals("additionalProperties") && !name.equals("$schema")) {
      told.add(name + ": " + value);
    }
  }

  private static boolean isTaken(String name, JsonNode value) {
    return (name.equals("format") && FORMATS.contains(value.asString("")))
        || (name.equals("minItems") && value.isIntegralNumber() && value.intValue() <= 1);
  }

  private static boolean isObject(ObjectNode schema) {
    JsonNode type = schema.path("type");
    return type.asString("").equals("object")
        || type.valueStream().anyMatch(each -> each.asString("").equals("object"))
        || schema.has("properties");
  }

  /** A reference that leads to itself is refused; so is one out of the schema. */
  private void follow(String reference, Set<String> above) {
    JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : null;
    if (target == null || target.isMissingNode() || above.contains(reference)) {
      sayable = false;
      return;
    }
    Set<String> path = new HashSet<>(above);
    path.add(reference);
    references(target, path);
  }

  private void references(JsonNode schema, Set<String> path) {
    JsonNode reference = schema.path("$ref");
    if (reference.isString()) {
      follow(reference.stringValue(), path);
    }
    if (sayable) {
      schema.forEach(inner -> references(inner, path));
    }
  }
}
