package dev.quorate.billing;

import java.time.Duration;
import java.util.List;

/** An intake whose writer runs when somebody waits, in the waiter's own thread: no time passes. */
final class InlineIntake extends LedgerIntake {
  private final LedgerQueue queue;
  private final LedgerWriter writer;
  private final ScriptedSink sink;
  private Waits waits = Waits.WRITTEN;

  /** How the next waits go. */
  enum Waits {
    WRITTEN,
    /** The time is over while the work still waits. */
    NOT_TAKEN,
    /** The time is over while the work is being written; it is written afterwards. */
    TAKEN_AND_LATE
  }

  private InlineIntake(LedgerQueue queue, ScriptedSink sink) {
    super(queue, Duration.ZERO, Duration.ZERO, work -> {});
    this.queue = queue;
    this.sink = sink;
    this.writer = new LedgerWriter(queue, new Silent(), failures -> {});
  }

  static InlineIntake into(ScriptedSink sink) {
    return new InlineIntake(new LedgerQueue(100, Duration.ofHours(1).toNanos(), () -> 0), sink);
  }

  void next(Waits waits) {
    this.waits = waits;
  }

  @Override
  Outcome await(LedgerWork work) {
    return switch (waits) {
      case NOT_TAKEN -> Outcome.LATE;
      case WRITTEN -> {
        writeDue();
        yield super.await(work);
      }
      case TAKEN_AND_LATE -> {
        writeDue();
        yield Outcome.LATE;
      }
    };
  }

  @Override
  boolean awaitEnd(LedgerWork work) {
    writeDue();
    return work.isDone();
  }

  /** Writes what is due. */
  void writeDue() {
    for (List<LedgerWork> group = queue.poll(); !group.isEmpty(); group = queue.poll()) {
      writer.writeOrPutBack(group, sink);
    }
  }

  int waiting() {
    return queue.depth();
  }

  private static final class Silent implements LedgerWriter.Watch {
    @Override
    public void wrote(int rows, Duration took) {}

    @Override
    public void failed(LedgerFault.Kind kind) {}
  }
}
