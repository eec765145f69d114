package dev.quorate.inference.idempotency;

import dev.quorate.http.EventSink;
import dev.quorate.http.EventStream;
import dev.quorate.http.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events on their way to a client, written down as they are sent. Numbers are given here: a client
 * that reads slowly may miss progress, what is kept has it all.
 */
final class RecordedStream implements EventSink {
  private final EventStream client;
  private final Consumer<byte[]> keep;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private long sequence;

  /**
   * @param keep told the whole stream before the client hears its end
   */
  RecordedStream(EventStream client, Consumer<byte[]> keep) {
    this.client = client;
    this.keep = keep;
  }

  @Override
  public synchronized void offer(StreamEvent event) {
    client.offer(recorded(event));
  }

  @Override
  public synchronized void end(List<StreamEvent> last) {
    List<StreamEvent> recorded = last.stream().map(this::recorded).toList();
    try {
      keep.accept(told.toByteArray());
    } finally {
      client.end(recorded);
    }
  }

  private StreamEvent recorded(StreamEvent event) {
    byte[] bytes = event.bytes(sequence);
    sequence += event.numbered() ? 1 : 0;
    told.writeBytes(bytes);
    return new Said(bytes, event.droppable(), event.weight());
  }

  /** A stream that says this once more. */
  static EventStream again(EventStream stream, byte[] told) {
    stream.end(List.of(new Said(told, false, told.length)));
    return stream;
  }

  /** An event that has its number. */
  @SuppressWarnings("ArrayRecordComponent") // written once, read once
  private record Said(byte[] bytes, boolean droppable, int weight) implements StreamEvent {
    @Override
    public byte[] bytes(long ignored) {
      return bytes;
    }

    @Override
    public boolean numbered() {
      return false;
    }
  }
}
