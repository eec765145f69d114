package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What must be true of a body before and after it is parsed: its media type, its UTF-8, its text.
 */
final class JsonText {
  private static final Pattern JSON =
      Pattern.compile("application/(json|[a-z0-9!#$&^_.-]+\\+json)");

  private JsonText() {}

  /** Accepts no content type, {@code application/json} and {@code application/…+json}, in UTF-8. */
  static void checkContentType(@Nullable String contentType, @Nullable String contentEncoding) {
    if (contentEncoding != null && !contentEncoding.strip().equalsIgnoreCase("identity")) {
      throw unsupported("Compressed request bodies are not served; send the body as it is.");
    }
    if (contentType == null) {
      return;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!JSON.matcher(parts[0].strip()).matches()) {
      throw unsupported("The content type must be application/json.");
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "").replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.matches("charset=(utf-?8|us-ascii)")) {
        throw unsupported("The body must be in UTF-8.");
      }
    }
  }

  /** Strict: malformed and overlong sequences are refused, never replaced. */
  static String decode(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw ErrorCode.INVALID_JSON.because("The body is not valid UTF-8.").causedBy(notUtf8);
    }
  }

  /**
   * Refuses half a surrogate pair in names and texts: JSON can escape one, UTF-8 cannot carry it
   * on. Only an escape can bring one in, so most bodies need no walk.
   */
  static void checkSurrogates(String text, JsonNode root) {
    if (text.contains("\\u") && holdsLoneSurrogate(root)) {
      throw ErrorCode.INVALID_JSON.because("The body escapes half of a surrogate pair.");
    }
  }

  private static boolean holdsLoneSurrogate(JsonNode node) {
    if (node.isString()) {
      return lone(node.stringValue());
    }
    if (node.isObject()) {
      for (String name : node.propertyNames()) {
        if (lone(name)) {
          return true;
        }
      }
    }
    for (JsonNode child : node) {
      if (holdsLoneSurrogate(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lone(String text) {
    // A whole pair is one code point above the surrogates; half a pair is itself.
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static GatewayException unsupported(String message) {
    return ErrorCode.UNSUPPORTED_MEDIA_TYPE.because(message);
  }
}
