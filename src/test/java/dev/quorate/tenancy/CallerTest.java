package dev.quorate.tenancy;

import static dev.quorate.kernel.ErrorCode.INSUFFICIENT_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Refused;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.WorkspaceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  private static Caller allowing(List<String> models) {
    return new Caller(
        new WorkspaceId(UUID.randomUUID()),
        new ApiKeyId(UUID.randomUUID()),
        Set.of(Scope.USAGE_READ),
        null,
        models,
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5, openai/gpt-5, true",
    "openai/gpt-5, openai/gpt-5-mini, false",
    "openai/*, openai/gpt-5, true",
    "openai/*, openai/a/b, true",
    "openai/*, openai-eu/gpt-5, false",
    "openai/*, OpenAI/gpt-5, false"
  })
  void aPatternAdmitsOneModelOrAVendor(String pattern, String model, boolean admitted) {
    assertThat(allowing(List.of(pattern)).mayUse(new ModelSlug(model))).isEqualTo(admitted);
  }

  @Test
  void withoutAListEveryModelIsAdmitted() {
    assertThat(allowing(List.of()).mayUse(new ModelSlug("any/model"))).isTrue();
  }

  @Test
  void aMissingScopeIsNamed() {
    Caller caller = allowing(List.of());
    caller.require(Scope.USAGE_READ);

    assertThat(Refused.with(INSUFFICIENT_SCOPE, null, () -> caller.require(Scope.INFERENCE)).text())
        .contains("'inference'");
  }
}
