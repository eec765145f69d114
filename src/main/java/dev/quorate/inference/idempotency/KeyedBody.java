package dev.quorate.inference.idempotency;

import dev.quorate.http.RequestHead;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The body of a request that came with a key; knows its hash once it was read to the end. */
public final class KeyedBody {
  private static final HexFormat HEX = HexFormat.of();

  private final RequestHead head;
  private final String key;
  private final DigestInputStream stream;

  KeyedBody(RequestHead head, String key, InputStream body) {
    this.head = head;
    this.key = key;
    this.stream = new DigestInputStream(body, sha256());
  }

  /** What the body is to be read from. */
  public InputStream stream() {
    return stream;
  }

  RequestHead head() {
    return head;
  }

  String key() {
    return key;
  }

  String keyHash() {
    return HEX.formatHex(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  String bodyHash() {
    return HEX.formatHex(stream.getMessageDigest().digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent); // every Java has it
    }
  }
}
