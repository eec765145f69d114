package dev.quorate.upstream;

/** Why a model stopped writing. */
public enum FinishReason {
  STOP,
  /** The output cap was reached. */
  LENGTH,
  CONTENT_FILTER,
  TOOL_CALLS,
  /** The provider said something we do not know. */
  OTHER
}
