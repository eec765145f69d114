package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.usage.reading.Grains.Grain;
import dev.quorate.usage.reading.Grouping.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
  @ParameterizedTest
  @CsvSource({"day,model", "model,day"})
  void aTimeAndOneMoreAreTheSameInEitherOrder(String one, String other) {
    Grouping both = Groupings.of(one + "," + other);

    assertThat(both).isEqualTo(new Grouping(Dimension.MODEL, null, Dimension.DAY));
    assertThat(both.wire()).isEqualTo("day,model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model,role", "day,month", "day,day", "tag:a,tag:b", "tag:team,model"})
  void twoOfAKindAreNotOneGrouping(String text) {
    List<Grouping> parts =
        Grouping.split(text).stream()
            .map(part -> Grouping.parse(part, true).orElseThrow())
            .toList();

    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst().and(parts.getLast())).isEmpty();
  }

  @Test
  void aThirdOneIsOneTooMany() {
    assertThat(Groupings.of("day,model").and(Groupings.of("role"))).isEmpty();
    assertThat(Groupings.of("role").and(Groupings.of("day,model"))).isEmpty();
  }

  @Test
  void aTagsKeyMayHaveCommas() {
    assertThat(Grouping.split("tag:a,b,c")).containsExactly("tag:a,b,c");
    assertThat(Grouping.split("day,tag:a,b")).containsExactly("day", "tag:a,b");
    assertThat(Grouping.split("tag:a,b,day")).containsExactly("tag:a,b", "day");
    assertThat(Grouping.split("day,")).containsExactly("day", "");
    assertThat(Groupings.of("tag:a,b,day"))
        .isEqualTo(new Grouping(Dimension.TAG, "a,b", Dimension.DAY));
  }

  @ParameterizedTest
  @CsvSource({
    "model, MONTH",
    "tag:team, MONTH",
    "month, MONTH",
    "month;model, MONTH",
    "week, DAY",
    "day;role, DAY",
    "hour, HOUR",
    "role;hour, HOUR"
  })
  void noRowIsReadThatHoldsTwoGroups(String text, Grain largest) {
    assertThat(Groupings.of(text.replace(';', ',')).grain()).isEqualTo(largest);
  }
}
