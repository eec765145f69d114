package dev.quorate.runs.finished;

import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for, the newest first.
 *
 * @param project the only one the caller sees; null where it sees all
 * @param status null for any
 * @param model as the request named it; null for any
 * @param before only older ones than this; null from the newest
 * @param limit rows at most
 */
public record FusionFilter(
    @Nullable ProjectId project,
    @Nullable String status,
    @Nullable String model,
    @Nullable RequestId before,
    int limit) {}
