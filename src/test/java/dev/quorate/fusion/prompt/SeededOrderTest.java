package dev.quorate.fusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededOrderTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8, 2 5 0 3 4 6 1 7",
    "1, 8, 4 3 2 7 5 6 0 1",
    "41, 3, 1 2 0",
    "42, 3, 0 2 1",
    "2147483647, 5, 4 0 1 3 2",
    "-1, 5, 2 0 3 4 1"
  })
  void aSeedGivesTheOrderItAlwaysGave(long seed, int size, String order) {
    assertThat(SeededOrder.of(seed, size)).hasToString("[" + order.replace(" ", ", ") + "]");
  }

  @Test
  void everyNumberComesOnce() {
    for (int size = 1; size <= 8; size++) {
      for (long seed = 0; seed < 500; seed++) {
        assertThat(SeededOrder.of(seed, size))
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
      }
    }
  }

  @Test
  void neighbouringSeedsGiveEveryOrderAboutEquallyOften() {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (long seed = 0; seed < 6_000; seed++) {
      counts.merge(SeededOrder.of(seed, 3), 1, Integer::sum);
    }

    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(880, 1_120));
  }
}
