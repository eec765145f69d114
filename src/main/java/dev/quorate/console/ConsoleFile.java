package dev.quorate.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file as it is sent: plain and compressed, with a tag of its bytes. */
final class ConsoleFile {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  private final String type;
  private final byte[] plain;
  private final byte[] gzip;
  private final String tag;

  private ConsoleFile(String type, byte[] plain) {
    this.type = type;
    this.plain = plain;
    this.gzip = compressed(plain);
    this.tag = tagOf(plain);
  }

  /**
   * Compresses once what is sent many times.
   *
   * @param name ends with an ending from {@link #isServed}
   */
  static ConsoleFile of(String name, byte[] bytes) {
    String type = TYPES.get(ending(name));
    if (type == null) {
      throw new IllegalArgumentException(name + " has no content type");
    }
    return new ConsoleFile(type, bytes);
  }

  /** Whether a file of this name is one for browsers. */
  static boolean isServed(String name) {
    return TYPES.containsKey(ending(name));
  }

  String type() {
    return type;
  }

  /** Its bytes, which nobody changes. */
  byte[] bytes(boolean compressed) {
    return compressed ? gzip : plain;
  }

  /** Names these bytes; each form has its own. */
  String etag(boolean compressed) {
    return '"' + tag + (compressed ? "-gzip" : "") + '"';
  }

  /** Whether a client that has what it says in {@code If-None-Match} has this file. */
  boolean isKnownTo(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null && ifNoneMatch.contains(tag);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
