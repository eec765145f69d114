package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPlaceTest {
  private static final Grouping MODEL = Groupings.of("model");
  private static final Grouping DAY_AND_MODEL = Groupings.of("day,model");

  private static GroupPlace place(GroupOrder order, @Nullable String time, @Nullable String name) {
    return new GroupPlace(order, new BigDecimal("12.0000000003"), time, name);
  }

  @Test
  void aPlaceIsReadAsItWasWritten() {
    for (GroupOrder order : GroupOrder.values()) {
      for (String name : new String[] {"a/b", "", "=1+1", "\u00e9t\u00e9", null}) {
        GroupPlace single = place(order, null, name);
        GroupPlace both = place(order, "2026-11-21", name);

        assertThat(GroupPlace.parse(single.position(), order, MODEL)).contains(single);
        assertThat(GroupPlace.parse(both.position(), order, DAY_AND_MODEL)).contains(both);
      }
    }
  }

  @Test
  void aPlaceInAnotherReportIsNone() {
    String single = place(GroupOrder.COST, null, "a").position();
    String both = place(GroupOrder.COST, "2026-11-21", "a").position();

    assertThat(GroupPlace.parse(single, GroupOrder.CALLS, MODEL)).isEmpty();
    assertThat(GroupPlace.parse(single, GroupOrder.COST, DAY_AND_MODEL)).isEmpty();
    assertThat(GroupPlace.parse(both, GroupOrder.COST, MODEL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "group\n0\n",
        "group\nx\n\n=a",
        "group\n1e9\n\n=a",
        "group\n0\n\na",
        "group\n0\n\n=a\n",
        "group\n0\n\n=\0"
      })
  void whatNobodyWroteIsNoPlace(String position) {
    assertThat(GroupPlace.parse(position, GroupOrder.GROUP, MODEL)).isEmpty();
  }
}
