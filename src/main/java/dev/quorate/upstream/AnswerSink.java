package dev.quorate.upstream;

/** Takes an answer piece by piece, on the thread of its call. Must not block and must not throw. */
@FunctionalInterface
public interface AnswerSink {
  void accept(AnswerDelta delta);
}
