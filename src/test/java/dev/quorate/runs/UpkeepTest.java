package dev.quorate.runs;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the room does by itself: judging nodes, repeating, settings. */
class UpkeepTest {
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private final MemoryRuns rows = new MemoryRuns();
  private long nanos;
  private final NodeWatch watch = new NodeWatch(rows, new RunNode(CLOCK), LOST_AFTER, () -> nanos);

  @Test
  void aNodeJudgesOthersOnlyAfterTheyHadTheSameTime() {
    beatAfter(0);
    beatAfter(29);
    assertThat(rows.asked).doesNotContain("fail lost");

    beatAfter(1);
    assertThat(rows.asked).contains("fail lost");
  }

  @Test
  void aDatabaseThatWasAwayGivesEverybodyTheirTimeAgain() {
    beatAfter(0);
    rows.failure = new IllegalStateException("away");
    assertThatThrownBy(() -> beatAfter(31)).hasMessage("away");
    rows.failure = null;
    beatAfter(5);
    beatAfter(29);
    assertThat(rows.asked).doesNotContain("fail lost");

    beatAfter(1);
    assertThat(rows.asked).contains("fail lost");
  }

  @Test
  void aNodeThatLeavesEndsItsRuns() {
    watch.beat();
    watch.leave();

    assertThat(rows.asked).containsExactly("beat", "leave", "fail lost");
    assertThat(rows.alive).isEmpty();
  }

  @Test
  void aTaskThatFailsIsRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    RepeatedTask task =
        new RepeatedTask(
            "test",
            () -> {
              if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
              }
            });

    assertThatCode(
            () -> {
              task.run();
              task.run();
              task.run();
            })
        .doesNotThrowAnyException();
    assertThat(runs).hasValue(3);
  }

  @Test
  void textsAreKeptADayUnlessTheWorkspaceSaysOtherwise() {
    Retention retention = new Retention(settings(24, 5000, 30_000, 500));

    assertThat(retention.expiry(NOW, null)).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(retention.expiry(NOW, 1)).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> retention.expiry(NOW, 0)).hasMessageContaining("from 1 to 8784");
  }

  @Test
  void settingsOutsideTheirBoundsStopTheStart() {
    assertThatThrownBy(() -> settings(0, 5000, 30_000, 500))
        .hasMessage("quorate.runs.retention-hours must be from 1 to 8784, not 0");
    assertThatThrownBy(() -> settings(24, 5000, 14_999, 500))
        .hasMessage("quorate.runs.node-lost-after-ms must be from 15000 to 600000, not 14999");
    assertThatThrownBy(() -> settings(24, 5000, 30_000, 501))
        .hasMessageContaining("quorate.runs.cancel-poll-ms");
    assertThatThrownBy(() -> settings(24, 99, 30_000, 500))
        .hasMessageContaining("quorate.runs.heartbeat-ms");
  }

  private static RunsSettings settings(int hours, long heartbeat, long lostAfter, long poll) {
    return new RunsSettings(hours, 3600, heartbeat, lostAfter, poll);
  }

  private void beatAfter(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    watch.beat();
  }
}
