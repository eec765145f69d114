package dev.quorate.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bodies a provider should never send. */
final class FakeBodies {
  private static final int MEGABYTE = 1024 * 1024;

  private FakeBodies() {}

  /** A chat completion with the usage member as given. */
  static FakeAnswer usage(String usage) {
    return FakeAnswer.text("Paris.").usageJson(usage);
  }

  static FakeAnswer malformed() {
    return FakeAnswer.raw("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Par");
  }

  static FakeAnswer deep() {
    return FakeAnswer.raw(
        "{\"choices\":[{\"message\":{\"content\":\"Paris.\"},\"extra\":"
            + "[".repeat(10_000)
            + "]".repeat(10_000)
            + "}]}");
  }

  static FakeAnswer hugeNumber() {
    return FakeAnswer.raw(() ->
        ("{\"choices\":[{\"message\":{\"content\":\"Paris.\"}}],\"usage\":{\"prompt_tokens\":"
                + "9".repeat(10 * MEGABYTE)
                + "}}")
            .getBytes(US_ASCII));
  }

  /** 48 MiB of well-formed answer: beyond what a body may have. */
  static FakeAnswer tooLong() {
    return FakeAnswer.raw(() ->
        ("{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(48 * MEGABYTE) + "\"}}]}")
            .getBytes(US_ASCII));
  }

  /** 256 MiB of blanks in a quarter of a megabyte. */
  static FakeAnswer gzipBomb() {
    return FakeAnswer.raw(FakeBodies::bomb).header("Content-Encoding", "gzip");
  }

  private static byte[] bomb() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] blanks = " ".repeat(MEGABYTE).getBytes(US_ASCII);
      for (int i = 0; i < 256; i++) {
        gzip.write(blanks);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static FakeAnswer html() {
    return FakeAnswer.raw("<html><body>Welcome to nginx!</body></html>")
        .header("Content-Type", "text/html");
  }

  static FakeAnswer errorInsideSuccess() {
    return FakeAnswer.raw("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}");
  }

  static FakeAnswer redirect(String location) {
    return FakeAnswer.raw("").status(307).header("Location", location);
  }
}
