package dev.quorate.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * A server-sent event whose body is made when its turn comes, so that numbers have no gaps.
 *
 * @param name the {@code event:} field, empty for none
 * @param body the bytes of its data for a sequence number; JSON without line breaks
 * @param weight roughly the bytes of its text
 * @param droppable whether the stream makes sense without it
 */
public record Frame(String name, LongFunction<byte[]> body, int weight, boolean droppable)
    implements StreamEvent {
  /** What an event takes beside its text. */
  private static final int SHELL = 256;

  private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);

  /** An event that must arrive. */
  public static Frame of(String name, int textLength, LongFunction<byte[]> body) {
    return new Frame(name, body, SHELL + 2 * textLength, false);
  }

  /** An event that a slow reader may miss. */
  public static Frame progress(String name, int textLength, LongFunction<byte[]> body) {
    return new Frame(name, body, SHELL + 2 * textLength, true);
  }

  @Override
  public byte[] bytes(long sequence) {
    byte[] data = body.apply(sequence);
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + name.length() + 20);
    if (!name.isEmpty()) {
      out.writeBytes(EVENT);
      out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    out.writeBytes(DATA);
    out.writeBytes(data);
    out.write('\n');
    out.write('\n');
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return "Frame[" + name + "]";
  }
}
