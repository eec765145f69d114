package dev.quorate.upstream.attempt;

import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.StreamListener;
import java.time.Duration;

/** Keeps a streamed exchange's window open while the provider is not silent for too long. */
final class Wakeful implements StreamListener {
  /** After the answer only the end of the body is due; a provider that leaves it open is cut. */
  private static final Duration LAST_PATIENCE = Duration.ofMillis(250);

  /** Between the pieces of an answer that may be all of it. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  private final StreamListener next;
  private final CallWindow window;
  private final Duration idle;
  private boolean complete;

  Wakeful(StreamListener next, CallWindow window, UpstreamSettings.Silence silence) {
    this.next = next;
    this.window = window;
    this.idle = silence.idle();
    window.watchSilence(silence.firstByte());
  }

  @Override
  public void accept(AnswerDelta delta) {
    next.accept(delta);
  }

  @Override
  public void heard() {
    if (!complete) {
      window.heard(idle);
    }
    next.heard();
  }

  @Override
  public void perhapsComplete() {
    if (!complete) {
      window.hurry(SHORT_PATIENCE);
    }
    next.perhapsComplete();
  }

  @Override
  public void complete() {
    if (!complete) {
      complete = true;
      window.hurry(LAST_PATIENCE);
    }
    next.complete();
  }
}
