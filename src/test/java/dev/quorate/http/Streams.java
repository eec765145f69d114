package dev.quorate.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What other rooms' tests need of the shell. */
public final class Streams {
  private Streams() {}

  /** Writes JSON as the server does. */
  public static Json json() {
    return new Json(null, (BodyReader) null);
  }

  /** Everything a streamed reply says, to its end. */
  public static String textOf(Reply reply) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((EventStream) reply.body()).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
