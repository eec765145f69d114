package dev.quorate.upstream;

import dev.quorate.upstream.request.Conversation;

/**
 * Counts tokens without a provider: for bounds before a call and for usage a provider did not
 * report. An approximation for models whose tokenizer is not public; never used where a provider
 * reported.
 */
public interface TokenCounter {
  /** Tokens of a text, zero for an empty one. */
  long count(String text);

  /** Tokens of a conversation with its per-turn overhead and a constant for each image. */
  long count(Conversation conversation);

  /** What a call's input cannot exceed: the count with a margin of a quarter. */
  default long inputBound(Conversation conversation) {
    return Math.ceilDiv(count(conversation) * 5, 4);
  }
}
