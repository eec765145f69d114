package dev.quorate.runs;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.finished.FinishedFusions;
import dev.quorate.runs.idempotency.IdempotencyKeys;
import dev.quorate.runs.idempotency.KeepsTexts;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyClaim;
import dev.quorate.runs.idempotency.KeyUse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts are kept for as long as their workspace says. */
class WorkspaceRetentionTest {
  private static final WorkspaceId WORKSPACE = RunFixtures.workspace();

  private final MemoryKeys keys = new MemoryKeys();

  private static KeepsTexts hours(@Nullable Integer hours) {
    return new KeepsTexts() {
      @Override
      public boolean of(WorkspaceId workspace) {
        return true;
      }

      @Override
      public @Nullable Integer hours(WorkspaceId workspace) {
        return workspace.equals(WORKSPACE) ? hours : null;
      }
    };
  }

  private Duration endingKept(@Nullable Integer hours) {
    KeyUse use =
        new KeyUse(
            WORKSPACE,
            new ApiKeyId(UUID.randomUUID()),
            "POST",
            "/v1/responses",
            "k",
            "b",
            RequestId.create(CLOCK));
    IdempotencyKeys all = RunFixtures.keys(keys, hours(hours));
    assertThat(all.claim(use)).isInstanceOf(KeyClaim.Granted.class);
    all.end(use, new KeptEnding(KeptEnding.Form.WHOLE, 200, "{}", Sensitive.of(new byte[0])));
    return keys.textsFor;
  }

  @Test
  void aReplyIsRepeatedForTheHoursOfItsWorkspace() {
    assertThat(endingKept(2)).isEqualTo(Duration.ofHours(2));
    assertThat(endingKept(null)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void aRunIsReadForTheHoursOfItsWorkspace() {
    FinishedFusions runs = RunFixtures.fusions(new MemoryFusions(), hours(2));

    assertThat(runs.expiry(WORKSPACE, NOW)).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(runs.expiry(RunFixtures.workspace(), NOW)).isEqualTo(NOW.plus(Duration.ofHours(24)));
  }
}
