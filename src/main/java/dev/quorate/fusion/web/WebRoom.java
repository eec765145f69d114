package dev.quorate.fusion.web;

import dev.quorate.fusion.plan.WebUse;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.request.GenerationSettings;

/** What a conversation that grows step by step leaves of a model's context. */
record WebRoom(PricedModel model, GenerationSettings settings) {
  /** With less than this left another search brings nothing. */
  private static final long LEAST_TOKENS = 512;

  /** Tokens that the results of one step may take after a prompt of so many. */
  long left(long promptTokens) {
    Integer context = model.contextLength();
    if (context == null) {
      return WebUse.STEP_TOKENS;
    }
    long room = (context - reserve(context)) * 4 / 5 - promptTokens;
    return Math.clamp(room, 0, WebUse.STEP_TOKENS);
  }

  boolean isFull(long promptTokens) {
    return left(promptTokens) < LEAST_TOKENS;
  }

  /** Tokens kept for the answer: an imposed cap may shrink to a quarter, the caller's to half. */
  private long reserve(int context) {
    int share = settings.outputCapImposed() ? 4 : 2;
    return Math.min(settings.maxOutputTokens(), context / share);
  }

  /** What a call's input cannot exceed. */
  long inputBound(long promptTokens) {
    long bound = Math.ceilDiv(promptTokens * 5, 4);
    Integer context = model.contextLength();
    return context == null ? bound : Math.min(bound, context);
  }

  /** The output cap beside such a prompt; a cap of the caller's is kept. */
  int outputCap(long promptTokens) {
    Integer context = model.contextLength();
    int cap = settings.maxOutputTokens();
    return context == null || !settings.outputCapImposed()
        ? cap
        : Math.clamp(context - inputBound(promptTokens), 1, cap);
  }

  /** The member's settings with another output cap. */
  GenerationSettings capped(long cap) {
    return new GenerationSettings(
        (int) Math.min(cap, settings.maxOutputTokens()),
        settings.outputCapImposed(),
        settings.temperature(),
        settings.topP(),
        settings.stop(),
        settings.format(),
        settings.seed(),
        settings.reasoningEffort());
  }
}
