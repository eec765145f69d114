package dev.quorate.runs.rows;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.NOW;
import static dev.quorate.runs.RunFixtures.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.system.FreshDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs that have ended, on a real database, as the application's role. */
class FusionRowsIT {
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  private static PlainUnitOfWork work;
  private static FusionRunStore store;

  private final WorkspaceId workspace = workspace();

  @BeforeAll
  static void open() {
    work = PlainUnitOfWork.on(FreshDatabase.create(), new RunEntities());
    store = new FusionRunStore(work.unit());
  }

  @AfterAll
  static void close() {
    work.close();
  }

  @Test
  void everyFieldComesBackAsItWent() {
    FinishedFusion run = run(TOMORROW, RequestId.create(CLOCK));
    store.insert(workspace, run);

    assertThat(store.find(workspace, run.id(), NOW)).isEqualTo(run);
    assertThat(store.find(workspace(), run.id(), NOW)).isNull();
    assertThat(store.find(workspace, run.id(), TOMORROW)).isNull();
  }

  @Test
  void theSweepTakesWhatHasExpiredInSmallParts() {
    Instant longAgo = NOW.minus(Duration.ofHours(47));
    for (int i = 0; i < 5; i++) {
      store.insert(i % 2 == 0 ? workspace : workspace(), run(longAgo, null));
    }
    FinishedFusion kept = run(TOMORROW, null);
    store.insert(workspace, kept);

    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(2);
    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(2);
    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(1);
    assertThat(store.deleteExpired(longAgo, 2)).isZero();
    assertThat(store.find(workspace, kept.id(), NOW)).isEqualTo(kept);
  }

  private static FinishedFusion run(Instant expiresAt, RequestId rejudgeOf) {
    return new FinishedFusion(
        RequestId.create(CLOCK),
        new ApiKeyId(UUID.randomUUID()),
        null,
        "responses",
        "fusion",
        "synthesis",
        "full",
        Money.ZERO,
        NOW.minus(Duration.ofDays(2)),
        NOW.minus(Duration.ofDays(2)),
        expiresAt,
        rejudgeOf,
        Sensitive.of("{\"input\":\"Hello\"}"),
        Sensitive.of("{\"members\":[]}"));
  }
}
