package dev.quorate.runs;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.finished.FinishedFusions;
import dev.quorate.runs.finished.FusionRows;
import dev.quorate.runs.idempotency.IdempotencyKeys;
import dev.quorate.runs.idempotency.KeepsTexts;
import dev.quorate.runs.idempotency.KeyRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Responses and events to store. */
public final class RunFixtures {
  public static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private RunFixtures() {}

  /** Idempotency keys over rows of a test's own. */
  public static IdempotencyKeys keys(KeyRows rows, KeepsTexts keeps) {
    Retention retention = new Retention(new RunsSettings(24, 3_600, 5_000, 30_000, 500));
    return new IdempotencyKeys(rows, new RunNode(CLOCK), keeps, retention, CLOCK);
  }

  /** Finished runs over rows of a test's own. */
  public static FinishedFusions fusions(FusionRows rows) {
    return fusions(rows, workspace -> true);
  }

  /** The same in workspaces that chose for themselves. */
  public static FinishedFusions fusions(FusionRows rows, KeepsTexts keeps) {
    Retention retention = new Retention(new RunsSettings(24, 3_600, 5_000, 30_000, 500));
    return new FinishedFusions(rows, keeps, retention, CLOCK);
  }

  public static WorkspaceId workspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  /** One that can be read until tomorrow. */
  public static StoredResponse response(ResponseStatus status, @Nullable RequestId previous) {
    return response(status, previous, NOW.plus(Duration.ofDays(1)));
  }

  public static StoredResponse response(
      ResponseStatus status, @Nullable RequestId previous, Instant expiresAt) {
    return new StoredResponse(
        RequestId.create(CLOCK),
        new ApiKeyId(UUID.randomUUID()),
        null,
        NOW.minus(Duration.ofDays(2)),
        expiresAt,
        "sandbox/echo",
        status,
        previous,
        Sensitive.of("\"Hello\""),
        Sensitive.of("{\"output\":[]}"));
  }

  public static StoredResponse completed() {
    return response(ResponseStatus.COMPLETED, null);
  }

  public static StoredResponse queued() {
    return response(ResponseStatus.QUEUED, null);
  }

  /** Events {@code from} to {@code to}, both included. */
  public static List<RunEvent> events(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number ->
            new RunEvent(
                number, "response.output_text.delta", Sensitive.of("{\"n\":" + number + "}")))
        .toList();
  }

  public static RunEnd end(ResponseStatus status, RunEvent... lastEvents) {
    return new RunEnd(status, Sensitive.of("{\"end\":true}"), null, List.of(lastEvents));
  }
}
