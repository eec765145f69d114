package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Members both endpoints read in the same way: sampling settings and metadata. */
public final class Sampling {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int MAX_STOPS = 4;
  private static final int MAX_STOP_LENGTH = 1_000;
  private static final int MAX_METADATA = 16;
  private static final int MAX_METADATA_KEY = 64;
  private static final int MAX_METADATA_VALUE = 512;
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

  private Sampling() {}

  /** 0 to 2, exact. */
  public static @Nullable BigDecimal temperature(Fields body) {
    return body.decimal("temperature", BigDecimal.ZERO, TWO);
  }

  /** 0 to 1, exact. */
  public static @Nullable BigDecimal topP(Fields body) {
    return body.decimal("top_p", BigDecimal.ZERO, BigDecimal.ONE);
  }

  /**
   * The output cap under either of its two names, which must agree when both are there.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE naming the second
   */
  public static @Nullable Integer maxTokens(Fields body, String name, String otherName) {
    Integer cap = body.integer(name, 1, Integer.MAX_VALUE);
    Integer other = body.integer(otherName, 1, Integer.MAX_VALUE);
    if (cap != null && other != null && !cap.equals(other)) {
      throw body.refusal(otherName, "contradicts '" + name + "'");
    }
    return cap == null ? other : cap;
  }

  /** {@code stop}: one text or up to four, none of them empty. */
  public static List<String> stop(Fields body) {
    JsonNode stop = body.raw("stop");
    if (stop == null) {
      return List.of();
    }
    if (!stop.isString() && !stop.isArray()) {
      throw body.refusal("stop", "must be a string or an array of at most 4 strings");
    }
    if (stop.isString()) {
      return List.of(body.requiredText("stop", MAX_STOP_LENGTH));
    }
    List<String> stops = body.texts("stop", MAX_STOPS, MAX_STOP_LENGTH);
    int empty = stops.indexOf("");
    if (empty >= 0) {
      throw body.refusal("stop[" + empty + "]", "must not be empty");
    }
    return stops;
  }

  /** How hard the model should think, in the words OpenAI's API knows. */
  public static @Nullable String effort(Fields holder, String name) {
    String effort = holder.text(name, MAX_METADATA_KEY);
    if (effort != null && !EFFORTS.contains(effort)) {
      throw holder.refusal(name, "must be one of none, minimal, low, medium, high, xhigh, max");
    }
    return effort;
  }

  /** The caller's own labels: at most 16 pairs of texts, in the caller's order. */
  public static Map<String, String> metadata(Fields body) {
    JsonNode node = body.raw("metadata");
    Fields pairs = body.object("metadata");
    if (node == null || pairs == null) {
      return Map.of();
    }
    if (node.size() > MAX_METADATA) {
      throw body.refusal("metadata", "must have at most " + MAX_METADATA + " pairs");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String key : node.propertyNames()) {
      if (key.length() > MAX_METADATA_KEY) {
        throw body.refusal(
            "metadata", "must have keys of at most " + MAX_METADATA_KEY + " characters");
      }
      String value = pairs.text(key, MAX_METADATA_VALUE);
      if (value == null) {
        throw ErrorCode.INVALID_VALUE.because(
            pairs.path(key), "'" + pairs.path(key) + "' must be a string.");
      }
      metadata.put(key, value);
    }
    return metadata;
  }
}
