package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON object field by field; every refusal names the path. A null field counts as
 * absent. Remembers what was asked for, so that the rest can be refused or reported. Not for two
 * threads.
 */
public final class Fields {
  private static final int MAX_INSTANT_LENGTH = 40;
  private static final int MAX_DECIMAL_LENGTH = 64;

  private final ObjectNode object;
  private final String path;
  private final Set<String> read = new LinkedHashSet<>();
  private final Map<String, Fields> children = new LinkedHashMap<>();

  private Fields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * Fields of one object.
   *
   * @param path of the object itself: empty for a body, else as in {@code messages[2]}
   */
  public static Fields of(ObjectNode object, String path) {
    return new Fields(object, path);
  }

  /** The full path of one of its fields: {@code fusion.quorum}. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The whole object as JSON, for whoever keeps it. Counts as reading nothing. */
  public String json() {
    return object.toString();
  }

  /** Whether the field is there and not null. Does not count as reading it. */
  public boolean has(String name) {
    JsonNode node = object.get(name);
    return node != null && !node.isNull();
  }

  /**
   * Whether the field is there and null: a change that takes the value away. Does not count as
   * reading it.
   */
  public boolean isNull(String name) {
    JsonNode node = object.get(name);
    return node != null && node.isNull();
  }

  /** A text that must be there and not be empty. */
  public String requiredText(String name, int maxLength) {
    String text = text(name, maxLength);
    if (text == null) {
      throw ErrorCode.MISSING_FIELD.because(path(name), "'" + path(name) + "' is required.");
    }
    if (text.isEmpty()) {
      throw refusal(name, "must not be empty");
    }
    return text;
  }

  /** A text of at most so many UTF-16 units, without NUL, which no database takes. */
  public @Nullable String text(String name, int maxLength) {
    JsonNode node = raw(name);
    return node == null ? null : asText(node, path(name), maxLength);
  }

  /** A whole number; {@code 3.0} and {@code 3e0} are not. */
  public @Nullable Integer integer(String name, int min, int max) {
    Long value = longInteger(name, min, max);
    return value == null ? null : Math.toIntExact(value);
  }

  public @Nullable Long longInteger(String name, long min, long max) {
    JsonNode node = raw(name);
    if (node == null) {
      return null;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      long value = node.longValue();
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw refusal(name, "must be an integer from " + min + " to " + max);
  }

  /** An exact JSON number. */
  public @Nullable BigDecimal decimal(String name, BigDecimal min, BigDecimal max) {
    JsonNode node = raw(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber()) {
      throw outside(name, "a number", min, max);
    }
    return within(node.decimalValue(), name, min, max);
  }

  /** An exact number, bare or as text: {@code 0.15} or {@code "0.15"}. */
  public @Nullable BigDecimal decimalOrText(String name, BigDecimal min, BigDecimal max) {
    JsonNode node = raw(name);
    if (node == null || !node.isString()) {
      return decimal(name, min, max);
    }
    String text = node.stringValue();
    if (text.length() > MAX_DECIMAL_LENGTH || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw outside(name, "a decimal number", min, max);
    }
    return within(new BigDecimal(text), name, min, max);
  }

  public @Nullable Boolean bool(String name) {
    JsonNode node = raw(name);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw refusal(name, "must be true or false");
    }
    return node.booleanValue();
  }

  /** An array of texts; empty when absent. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(name, maxItems, "strings")) {
      texts.add(asText(item, path(name) + "[" + texts.size() + "]", maxLength));
    }
    return texts;
  }

  /** An ISO-8601 moment with an offset or {@code Z}. */
  public @Nullable Instant instant(String name) {
    JsonNode node = raw(name);
    if (node == null) {
      return null;
    }
    if (node.isString() && node.stringValue().length() <= MAX_INSTANT_LENGTH) {
      try {
        return OffsetDateTime.parse(node.stringValue()).toInstant();
      } catch (DateTimeException notAMoment) {
        throw refusal(name, "must be an ISO-8601 time such as 2026-11-21T09:30:00Z");
      }
    }
    throw refusal(name, "must be an ISO-8601 time such as 2026-11-21T09:30:00Z");
  }

  /** The same {@code Fields} each time it is asked for. */
  public @Nullable Fields object(String name) {
    JsonNode node = raw(name);
    if (node == null) {
      return null;
    }
    if (!(node instanceof ObjectNode child)) {
      throw refusal(name, "must be an object");
    }
    return children.computeIfAbsent(path(name), at -> new Fields(child, at));
  }

  /** An array of objects; empty when absent. */
  public List<Fields> objects(String name, int maxItems) {
    List<Fields> found = new ArrayList<>();
    for (JsonNode item : items(name, maxItems, "objects")) {
      String at = path(name) + "[" + found.size() + "]";
      if (!(item instanceof ObjectNode child)) {
        throw ErrorCode.INVALID_VALUE.because(at, "'" + at + "' must be an object.");
      }
      found.add(children.computeIfAbsent(at, here -> new Fields(child, here)));
    }
    return found;
  }

  /** The field as it came, or null when absent or null. */
  public @Nullable JsonNode raw(String name) {
    read.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /** Refuses the first field of this object that nobody asked for, even if it is null. */
  public void refuseOthers() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name)) {
        String at = path(shown(name));
        throw ErrorCode.UNKNOWN_FIELD.because(at, "Unknown field '" + at + "'.");
      }
    }
  }

  /** Paths with a value that nobody asked for, in this object and in those read below it. */
  public List<String> unread() {
    List<String> paths = new ArrayList<>();
    for (String name : object.propertyNames()) {
      if (!read.contains(name) && has(name)) {
        paths.add(path(shown(name)));
      }
    }
    children.values().forEach(child -> paths.addAll(child.unread()));
    return paths;
  }

  /** A refusal in the words of the others: {@code 'fusion.quorum' must be …}. */
  public GatewayException refusal(String name, String rule) {
    return ErrorCode.INVALID_VALUE.because(path(name), "'" + path(name) + "' " + rule + ".");
  }

  private Iterable<JsonNode> items(String name, int maxItems, String kind) {
    JsonNode node = raw(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.size() > maxItems) {
      throw refusal(name, "must be an array of at most " + maxItems + " " + kind);
    }
    return node;
  }

  private static String asText(JsonNode node, String at, int maxLength) {
    if (!node.isString()) {
      throw ErrorCode.INVALID_VALUE.because(at, "'" + at + "' must be a string.");
    }
    String text = node.stringValue();
    if (text.length() > maxLength) {
      throw ErrorCode.INVALID_VALUE.because(
          at, "'" + at + "' must have at most " + maxLength + " characters.");
    }
    if (text.indexOf('\0') >= 0) {
      throw ErrorCode.INVALID_VALUE.because(at, "'" + at + "' must not hold the character U+0000.");
    }
    return text;
  }

  private BigDecimal within(BigDecimal value, String name, BigDecimal min, BigDecimal max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw outside(name, "a number", min, max);
    }
    return value;
  }

  private GatewayException outside(String name, String kind, BigDecimal min, BigDecimal max) {
    return refusal(
        name, "must be " + kind + " from " + min.toPlainString() + " to " + max.toPlainString());
  }

  /** A caller's field name, short enough and plain enough to be said back. */
  private static String shown(String name) {
    String cut = name.length() <= 64 ? name : name.substring(0, 64) + "…";
    return cut.chars().anyMatch(Character::isISOControl) ? "(unprintable)" : cut;
  }
}
