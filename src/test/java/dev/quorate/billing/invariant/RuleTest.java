package dev.quorate.billing.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleTest {
  @Test
  void everyRuleHasANameOfItsOwnAndTellsWhatBreaksIt() {
    assertThat(Rule.all()).hasSizeGreaterThan(20).extracting(Rule::name).doesNotHaveDuplicates();
    assertThat(Rule.all())
        .allSatisfy(rule -> {
          assertThat(rule.name()).matches("L\\d+ .+");
          assertThat(rule.sql()).startsWith("SELECT").doesNotContain(";");
        });
  }
}
