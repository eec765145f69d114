package dev.quorate.fusion.plan;

import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ToolOffer;

/**
 * A request for one model's answer.
 *
 * @param model as the caller wrote it
 */
public record DirectAsk(
    RequestId requestId,
    String model,
    Conversation conversation,
    CallerSettings settings,
    ToolOffer tools) {}
