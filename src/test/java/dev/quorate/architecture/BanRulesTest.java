package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BanRulesTest {
  private static final Path MAIN = Sources.MAIN.resolve("A.java");
  private static final Path TEST = Sources.TEST.resolve("ATest.java");

  @Test
  void noFileHoldsWhatIsBanned() {
    List<String> violations =
        ParsedSource.all(Sources.all()).entrySet().stream()
            .flatMap(read ->
                BanRules.violations(read.getKey(), Sources.read(read.getKey()), read.getValue())
                    .stream())
            .toList();

    assertThat(violations).isEmpty();
  }

  @Test
  void printingAndSwallowingAreSeen() {
    for (String statement :
        List.of(
            "System.out.println(1);",
            "System.err.println(1);",
            "e.printStackTrace();",
            "try { run(); } catch (Exception e) { }",
            "int a; // TODO later")) {
      assertThat(BanRules.violations(MAIN, inMethod(statement))).as(statement).hasSize(1);
    }
  }

  @Test
  void switchedOffOrderedAndSleepingTestsAreSeen() {
    assertThat(BanRules.violations(TEST, "@Disabled class A {}")).hasSize(1);
    assertThat(BanRules.violations(TEST, "class A { @Order(1) void run() {} }")).hasSize(1);
    assertThat(BanRules.violations(TEST, inMethod("Thread.sleep(5);"))).hasSize(1);
  }

  @Test
  void placesOfOneMachineAreSeen() {
    assertThat(BanRules.violations(TEST, inMethod("open(\"/home/me/x\");"))).hasSize(1);
  }

  private static String inMethod(String statement) {
    return "class A { void run() { " + statement + "\n} }";
  }
}
