package dev.quorate.fusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FairShareTest {
  @Test
  void whereThereIsSpaceEveryoneGetsWhatTheyWant() {
    assertThat(FairShare.of(List.of(10L, 20L, 30L), 60)).containsExactly(10L, 20L, 30L);
  }

  @Test
  void whoWantsLittleLeavesItToTheOthers() {
    assertThat(FairShare.of(List.of(500L, 10L, 500L), 110)).containsExactly(50L, 10L, 50L);
  }

  @Test
  void noSpaceIsNothingForAnyone() {
    assertThat(FairShare.of(List.of(5L, 5L), -3)).containsExactly(0L, 0L);
  }

  @Test
  void nobodyGetsMoreThanWantedAndTogetherNeverMoreThanThereIs() {
    Random random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      List<Long> wanted =
          LongStream.generate(() -> random.nextLong(2_000)).limit(1 + round % 8).boxed().toList();
      long space = random.nextLong(6_000);

      List<Long> shares = FairShare.of(wanted, space);

      for (int index = 0; index < wanted.size(); index++) {
        assertThat(shares.get(index)).isBetween(0L, wanted.get(index));
      }
      long given = shares.stream().mapToLong(Long::longValue).sum();
      long asked = wanted.stream().mapToLong(Long::longValue).sum();
      assertThat(given).isLessThanOrEqualTo(space);
      assertThat(given).isGreaterThan(Math.min(asked, space) - wanted.size());
    }
  }
}
