package dev.quorate.inference.responses;

import dev.quorate.fusion.plan.CallerSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Responses reply repeats of its request.
 *
 * @param format {@code text.format} as the wire has it
 * @param tools as the request has them
 * @param toolChoice a word, or the choice as the wire has it
 */
record Echo(
    @Nullable String instructions,
    boolean store,
    boolean background,
    @Nullable String previousResponseId,
    CallerSettings settings,
    Object format,
    List<Object> tools,
    Object toolChoice,
    boolean parallelToolCalls,
    @Nullable Integer maxToolCalls,
    Map<String, String> metadata,
    @Nullable String safetyIdentifier,
    @Nullable String promptCacheKey) {
  /** The same of a request whose reply is not kept. */
  Echo unkept() {
    return new Echo(
        instructions,
        false,
        background,
        previousResponseId,
        settings,
        format,
        tools,
        toolChoice,
        parallelToolCalls,
        maxToolCalls,
        metadata,
        safetyIdentifier,
        promptCacheKey);
  }
}
