package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in and out. In: strict and bounded, decimals exact, no field twice. Out: decimals plain,
 * times ISO-8601, fields in the order they are declared. Messages give line and column, never
 * content.
 */
@Singleton
public class Json {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 1000;
  private static final JsonMapper MAPPER = strictMapper();

  private final InFlight inFlight;
  private final BodyReader bodies;

  @Inject
  Json(InFlight inFlight, HttpSettings settings) {
    this(inFlight, new BodyReader(settings.body(), System::nanoTime));
  }

  Json(InFlight inFlight, BodyReader bodies) {
    this.inFlight = inFlight;
    this.bodies = bodies;
  }

  private static JsonMapper strictMapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxStringLength(Integer.MAX_VALUE) // the body's own limit is the bound
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }

  /**
   * Reads the one JSON object a body must be. Blocks: call it only after the hand-over.
   *
   * @throws GatewayException UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, REQUEST_TIMEOUT, OVERLOADED,
   *     INVALID_JSON
   */
  public Fields readObject(RequestHead head, InputStream body) {
    JsonText.checkContentType(
        head.header("content-type").orElse(null), head.header("content-encoding").orElse(null));
    head.header("content-length").ifPresent(bodies::checkAnnounced);
    byte[] bytes = bodies.read(body, n -> inFlight.keep(head.id(), n));
    inFlight.bodyComplete(head.id());
    return Fields.of(parse(bytes), "");
  }

  /** Parses under the limits. */
  static ObjectNode parse(byte[] bytes) {
    String text = JsonText.decode(bytes);
    if (text.isBlank()) {
      throw ErrorCode.INVALID_JSON.because("The body is empty; it must be a JSON object.");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException malformed) {
      throw notJson(malformed);
    } catch (NumberFormatException beyondAnyNumber) { // an exponent that BigDecimal cannot hold
      throw ErrorCode.INVALID_JSON.because("The body holds a number beyond any use.");
    }
    if (!(root instanceof ObjectNode object)) {
      throw ErrorCode.INVALID_JSON.because("The body must be a JSON object.");
    }
    JsonText.checkSurrogates(text, object);
    return object;
  }

  private static GatewayException notJson(JacksonException malformed) {
    String what;
    if (malformed instanceof StreamConstraintsException) {
      what = "The body is nested deeper than " + MAX_DEPTH + ", or holds a number or name too long";
    } else if (Objects.toString(malformed.getOriginalMessage(), "").startsWith("Duplicate")) {
      what = "The body has a field twice in one object";
    } else {
      what = "The body is not valid JSON";
    }
    TokenStreamLocation place = malformed.getLocation();
    String where =
        place == null || place.getLineNr() < 1
            ? "."
            : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ").";
    // No cause: the parser's own message quotes what it read.
    return ErrorCode.INVALID_JSON.because(what + where);
  }

  /** Writes a wire record, a map or a list in UTF-8. */
  public byte[] write(Object body) {
    return MAPPER.writeValueAsBytes(body);
  }

  /** The same as text, for the log. */
  public String writeText(Object body) {
    return MAPPER.writeValueAsString(body);
  }

  /** For rooms that build or walk trees themselves. */
  public JsonMapper mapper() {
    return MAPPER;
  }
}
