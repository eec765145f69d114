package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String ROOT = "dev.quorate";
  private static final String FIXTURE = "dev.quorate.architecture.fixture";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses WRONG = new ClassFileImporter().importPackages(FIXTURE);

  /** For each rule the class that breaks it on purpose. */
  private static final Map<String, String> BREAKERS =
      Map.of(
          "persistence", "BareTable",
          "endpoints", "HiddenEndpoint",
          "pureFusion", "ListeningPanel",
          "fusionJson", "ParsingPanel",
          "pureKernel", "InjectedValue",
          "intents", "SelfMadeIntent",
          "listing", "PostedQuestion",
          "platformRole", "PeepingStore",
          "constructorInjection", "FieldInjection",
          "noThreadLocals", "HiddenContext");

  @ParameterizedTest
  @MethodSource("rooms")
  void roomUsesOnlyWhatItMay(String room) {
    Arrows.of(ROOT, room).check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void arrowThatIsNotDrawnIsSeen(String room) {
    ArchRule rule = Arrows.of(FIXTURE, room);

    assertThatThrownBy(() -> rule.check(WRONG))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(FIXTURE + "." + room + ".Wrong");
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void confinementHolds(String name) {
    Confinements.below(ROOT).get(name).allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void breachOfAConfinementIsSeen(String name) {
    ArchRule rule = Confinements.below(FIXTURE).get(name);

    assertThatThrownBy(() -> rule.check(WRONG))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(BREAKERS.get(name));
  }

  @Test
  void everyPackageBelongsToARoom() throws Exception {
    try (Stream<Path> folders = Files.list(Sources.MAIN.resolve("dev/quorate"))) {
      List<String> names = folders.map(folder -> folder.getFileName().toString()).toList();

      assertThat(Arrows.rooms()).containsAll(names);
    }
  }

  static Stream<String> rooms() {
    return Arrows.rooms().stream();
  }

  static Stream<String> confinements() {
    return BREAKERS.keySet().stream().sorted();
  }
}
