package dev.quorate.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.WorkspaceId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownPresetsTest {
  private static final WorkspaceId OURS = new WorkspaceId(new UUID(1, 1));
  private static final PresetName NAME = new PresetName("reviewers", null);

  private final PresetsInMemory directory = new PresetsInMemory().save("reviewers", "{}");
  private final AtomicLong nanos = new AtomicLong();
  private final KnownPresets known =
      new KnownPresets(directory, Duration.ofSeconds(20), nanos::get);

  @Test
  void whatWasFoundIsRememberedForAWhile() {
    known.find(OURS, NAME);
    directory.save("reviewers", "{}");

    assertThat(known.find(OURS, NAME)).get().returns(1, PresetVersion::version);
    nanos.addAndGet(Duration.ofSeconds(21).toNanos());
    assertThat(known.find(OURS, NAME)).get().returns(2, PresetVersion::version);
    assertThat(directory.asked).isEqualTo(2);
  }

  @Test
  void whatWasNotThereIsAskedForSoonAgain() {
    PresetName other = new PresetName("writers", 1);
    assertThat(known.find(OURS, other)).isEmpty();
    directory.save("writers", "{}");
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(known.find(OURS, other)).isPresent();
  }

  @Test
  void aChangeOnThisNodeIsSeenAtOnce() {
    known.find(OURS, NAME);
    known.all(OURS);
    directory.delete("reviewers");

    known.forget();

    assertThat(known.find(OURS, NAME)).isEmpty();
    assertThat(known.all(OURS)).isEmpty();
  }
}
