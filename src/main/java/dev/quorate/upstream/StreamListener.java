package dev.quorate.upstream;

/** Follows a streamed exchange: that something comes, what comes, and that nothing more is due. */
public interface StreamListener extends AnswerSink {
  /** Bytes arrived, whatever they say: the provider is not silent. */
  void heard();

  /** All of the answer may have come: when nothing more comes in a moment, it has. */
  void perhapsComplete();

  /** The answer is complete; only the end of the body is still to come. */
  void complete();
}
