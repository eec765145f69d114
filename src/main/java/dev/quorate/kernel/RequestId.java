package dev.quorate.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One request a client made. The same version 7 UUID is written with another prefix wherever the
 * wire wants an id of its own: a request has one response and at most one fusion run.
 */
public record RequestId(UUID value) {
  private static final List<String> PREFIXES = List.of("req_", "resp_", "chatcmpl-", "fr_");
  private static final HexFormat HEX = HexFormat.of();

  /** A new id of the present moment. */
  public static RequestId create(Clock clock) {
    return new RequestId(UuidV7.create(clock));
  }

  /** Reads any of the four written forms; empty for everything else. */
  public static Optional<RequestId> parse(String text) {
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        return parseHex(text.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<RequestId> parseHex(String hex) {
    if (hex.length() != 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    UUID id =
        new UUID(
            HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    return UuidV7.isVersion7(id) ? Optional.of(new RequestId(id)) : Optional.empty();
  }

  /** {@code req_…}: the {@code x-request-id} header and error bodies. */
  public String asRequest() {
    return "req_" + hex();
  }

  /** {@code resp_…}: the id of a Responses reply. */
  public String asResponse() {
    return "resp_" + hex();
  }

  /** {@code chatcmpl-…}: the id of a Chat Completions reply. */
  public String asChatCompletion() {
    return "chatcmpl-" + hex();
  }

  /** {@code fr_…}: the fusion run of this request. */
  public String asRun() {
    return "fr_" + hex();
  }

  /** The UTC date of the id, partition key of the request's rows. */
  public LocalDate day() {
    return UuidV7.day(value);
  }

  /** 32 lower-case hexadecimal digits without a prefix, the stem of derived item ids. */
  public String hex() {
    return HEX.toHexDigits(value.getMostSignificantBits())
        + HEX.toHexDigits(value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return asRequest();
  }
}
