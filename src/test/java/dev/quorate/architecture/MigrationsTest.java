package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Path FOLDER = Path.of("db/migration");

  /** Four digits, feature, verb, object. */
  private static final Pattern NAME = Pattern.compile("V\\d{4}__[a-z]+_[a-z]+_[a-z_]+\\.sql");

  private static final int VERSION_LENGTH = 5;

  @Test
  void namesSayFeatureVerbAndObject() {
    assertThat(names()).isNotEmpty().allMatch(NAME.asMatchPredicate());
  }

  @Test
  void namesWithoutAVerbAreSeen() {
    assertThat("V0012__hold.sql").doesNotMatch(NAME);
    assertThat("V12__billing_add_hold.sql").doesNotMatch(NAME);
  }

  @Test
  void numbersAreUsedOnce() {
    assertThat(names().stream().map(name -> name.substring(0, VERSION_LENGTH)).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void markersForFlywayOnLibertyAreThere() {
    assertThat(Path.of("db/migration/flyway.location")).exists();
    assertThat(Path.of("db/callback/flyway.location")).exists();
    assertThat(Files.exists(Path.of("src/main/resources/META-INF/persistence.xml"))).isFalse();
  }

  private static List<String> names() {
    return Sources.below(FOLDER, ".sql").stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }
}
