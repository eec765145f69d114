package dev.quorate.runs.finished;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run with a panel that has ended.
 *
 * @param endpoint through which it was asked for, as the ledger names it
 * @param model as the request named it
 * @param mode what became of the answers, as on the wire
 * @param status how good the answer is, as on the wire
 * @param cost sum of its lines when it ended
 * @param rejudgeOf the run whose panel was judged again, null where the panel was asked
 * @param request what was asked as JSON
 * @param run what it did and said as JSON
 */
public record FinishedFusion(
    RequestId id,
    ApiKeyId apiKey,
    @Nullable ProjectId project,
    String endpoint,
    String model,
    String mode,
    String status,
    Money cost,
    Instant createdAt,
    Instant endedAt,
    Instant expiresAt,
    @Nullable RequestId rejudgeOf,
    Sensitive<String> request,
    Sensitive<String> run) {}
