package dev.quorate.tenancy;

import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static dev.quorate.kernel.ErrorCode.MISSING_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Fields;
import dev.quorate.http.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NamesTest {
  private static Fields fields(String name, String slug) {
    return Fields.of(
        JsonMapper.shared().createObjectNode().put("name", name).put("slug", slug), "");
  }

  @ParameterizedTest
  @CsvSource({
    "Acme Ltd, acme-ltd",
    "Équipe Rouge 2, equipe-rouge-2",
    "--a--b--, a-b",
    "UPPER_lower, upper-lower"
  })
  void aSlugIsMadeFromTheName(String name, String slug) {
    assertThat(Names.slug(fields(name, null), name)).isEqualTo(slug);
  }

  @Test
  void aLongNameIsCut() {
    assertThat(Names.slugOf("ab".repeat(100))).hasValueSatisfying(s -> assertThat(s).hasSize(63));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a_b", "a b", "ä", "019aa5b0-c2f4-7c3e-8f1d-2a3b4c5d6e7f"})
  void aSlugThatIsNoneIsRefused(String slug) {
    Refused.with(INVALID_VALUE, "slug", () -> Names.slug(fields("x", slug), "x"));
  }

  @Test
  void aNameWithoutLettersNeedsASlug() {
    Refused.with(INVALID_VALUE, "slug", () -> Names.slug(fields("東京", null), "東京"));
    assertThat(Names.slug(fields("東京", "tokyo"), "東京")).isEqualTo("tokyo");
  }

  @Test
  void aNameIsNeitherAbsentNorBlankAndIsStripped() {
    Refused.with(MISSING_FIELD, "name", () -> Names.name(fields(null, null)));
    Refused.with(INVALID_VALUE, "name", () -> Names.name(fields("  ", null)));
    Refused.with(INVALID_VALUE, "name", () -> Names.changedName(fields("", null)));
    assertThat(Names.name(fields(" Acme ", null))).isEqualTo("Acme");
    assertThat(Names.changedName(fields(null, null))).isNull();
  }
}
