package dev.quorate.upstream.attempt;

import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.StreamListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notes when the first piece of an answer came, and passes everything on. */
final class FirstPiece implements StreamListener {
  private final StreamListener next;
  private boolean came;
  private long at;

  FirstPiece(StreamListener next) {
    this.next = next;
  }

  @Override
  public void accept(AnswerDelta delta) {
    if (!came) {
      came = true;
      at = System.nanoTime();
    }
    next.accept(delta);
  }

  @Override
  public void heard() {
    next.heard();
  }

  @Override
  public void perhapsComplete() {
    next.perhapsComplete();
  }

  @Override
  public void complete() {
    next.complete();
  }

  /** From that moment to the first piece, null when none came. */
  @Nullable Duration since(long nanoTime) {
    return came ? Duration.ofNanos(at - nanoTime) : null;
  }
}
