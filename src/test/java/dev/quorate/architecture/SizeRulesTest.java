package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SizeRulesTest {
  private static final Path FILE = Sources.MAIN.resolve("A.java");
  private static final long FILES_IN_A_PACKAGE = 25;

  @Test
  void everyFileKeepsTheLimits() {
    List<String> violations =
        ParsedSource.all(Sources.all()).entrySet().stream()
            .flatMap(read ->
                SizeRules.violations(read.getKey(), Sources.read(read.getKey()), read.getValue())
                    .stream())
            .toList();

    assertThat(violations).isEmpty();
  }

  @Test
  void everyPackageKeepsItsLimit() {
    Map<Path, Long> full =
        Sources.main().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    assertThat(full)
        .allSatisfy((_, files) -> assertThat(files).isLessThanOrEqualTo(FILES_IN_A_PACKAGE));
  }

  @Test
  void longFileIsSeen() {
    assertThat(SizeRules.violations(FILE, "class A {}\n" + "//\n".repeat(300)))
        .singleElement()
        .asString()
        .contains("301 lines");
  }

  @Test
  void longMethodIsSeen() {
    String text = "class A { void run() {\n" + ";\n".repeat(39) + "} }";

    assertThat(SizeRules.violations(FILE, text)).singleElement().asString().contains("run has 41");
  }

  @Test
  void sixthParameterIsSeenButNotOnARecord() {
    String six = "int a, int b, int c, int d, int e, int f";

    assertThat(SizeRules.violations(FILE, "class A { void run(" + six + ") {} }")).hasSize(1);
    assertThat(SizeRules.violations(FILE, "record A(" + six + ") { A {} }")).isEmpty();
    assertThat(SizeRules.violations(FILE, "@Entity class A { A(" + six + ") {} }")).isEmpty();
  }

  @Test
  void emptyWordsInNamesAreSeen() {
    for (String name : List.of("KeyManager", "BaseStore", "PanelDto", "Fusion2", "MyNewThing")) {
      assertThat(SizeRules.violations(FILE, "class " + name + " {}")).as(name).hasSize(1);
    }
    assertThat(SizeRules.violations(FILE, "class Database {} class Newest {} class Renewal {}"))
        .isEmpty();
  }
}
