package dev.quorate.tenancy;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tags as requests carry them: {@code tags} in the body, {@code X-Tags} in the head. */
final class Tags {
  static final String HEADER = "X-Tags";
  private static final String FIELD = "tags";

  private Tags() {}

  /**
   * Both together; the body wins per key. The body's come first, each source in its own order.
   *
   * @throws GatewayException INVALID_TAG
   */
  static List<Tag> merged(@Nullable Fields body, @Nullable String header) {
    Map<String, String> tags = body == null ? new LinkedHashMap<>() : ofBody(body);
    boolean bodyHas = !tags.isEmpty();
    if (header != null) {
      ofHeader(header).forEach(tags::putIfAbsent);
    }
    if (tags.size() > Tag.MAX_PER_REQUEST) {
      throw refusal(
          bodyHas ? FIELD : HEADER, "A request has at most " + Tag.MAX_PER_REQUEST + " tags.");
    }
    List<Tag> list = new ArrayList<>(tags.size());
    tags.forEach((key, value) -> list.add(new Tag(key, value)));
    return list;
  }

  /** {@code [{"key":…,"value":…}]} or {@code {"key":"value"}}. */
  private static Map<String, String> ofBody(Fields body) {
    JsonNode node = body.raw(FIELD);
    String at = body.path(FIELD);
    Map<String, String> tags = new LinkedHashMap<>();
    if (node == null) {
      return tags;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> tag : node.properties()) {
        checkKey(tag.getKey(), at);
        String below = at + "." + tag.getKey();
        put(tags, tag.getKey(), checkValue(text(tag.getValue(), below), below), at);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        ofItem(tags, node.get(i), at + "[" + i + "]");
      }
    } else {
      throw refusal(at, "'tags' must be an array of {key, value}, or an object.");
    }
    return tags;
  }

  private static void ofItem(Map<String, String> tags, JsonNode item, String at) {
    if (!item.isObject()) {
      throw refusal(at, "A tag is an object with the fields key and value.");
    }
    String key = checkKey(text(item.get("key"), at + ".key"), at + ".key");
    String value = checkValue(text(item.get("value"), at + ".value"), at + ".value");
    if (item.size() != 2) {
      throw refusal(at, "A tag has no other fields than key and value.");
    }
    put(tags, key, value, at + ".key");
  }

  private static String text(@Nullable JsonNode node, String at) {
    if (node == null || !node.isString()) {
      throw refusal(at, "Keys and values of tags are strings.");
    }
    return node.stringValue();
  }

  /** {@code k=v,k=v}, both percent-encoded. */
  private static Map<String, String> ofHeader(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (header.isBlank()) {
      return tags;
    }
    for (String pair : header.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw refusal(HEADER, "X-Tags must read k=v,k=v, percent-encoded.");
      }
      String key = checkKey(decoded(pair.substring(0, equals).strip()), HEADER);
      String value = checkValue(decoded(pair.substring(equals + 1).strip()), HEADER);
      put(tags, key, value, HEADER);
    }
    return tags;
  }

  private static void put(Map<String, String> tags, String key, String value, String at) {
    if (tags.putIfAbsent(key, value) != null) {
      throw refusal(at, "Two tags have the same key.");
    }
  }

  private static String checkKey(String key, String at) {
    if (key.isEmpty() || key.length() > Tag.MAX_KEY_LENGTH || unprintable(key)) {
      throw refusal(
          at, "A tag's key has 1 to " + Tag.MAX_KEY_LENGTH + " characters, none of control.");
    }
    return key;
  }

  private static String checkValue(String value, String at) {
    if (value.length() > Tag.MAX_VALUE_LENGTH || unprintable(value)) {
      throw refusal(
          at,
          "A tag's value has at most " + Tag.MAX_VALUE_LENGTH + " characters, none of control.");
    }
    return value;
  }

  private static boolean unprintable(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** Strict percent-decoding: a plus is a plus, and what is left must be printable ASCII. */
  private static String decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put(octet(text, i));
        i += 2;
      } else if (c >= ' ' && c < 0x7F) {
        bytes.put((byte) c);
      } else {
        throw refusal(HEADER, "X-Tags must be percent-encoded beyond ASCII.");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException notUtf8) {
      throw refusal(HEADER, "X-Tags must encode UTF-8.");
    }
  }

  private static byte octet(String text, int percent) {
    if (percent + 2 < text.length()) {
      int high = Character.digit(text.charAt(percent + 1), 16);
      int low = Character.digit(text.charAt(percent + 2), 16);
      if (high >= 0 && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    throw refusal(HEADER, "X-Tags has a % that two hexadecimal digits do not follow.");
  }

  private static GatewayException refusal(String at, String message) {
    return ErrorCode.INVALID_TAG.because(at, message);
  }
}
