package dev.quorate.catalog.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogModel.Offer;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.ModelPattern;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.ModelLists.Listed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderTrialTest {
  private static final List<CatalogModel> ENTRIES =
      List.of(
          entry("a/one", "p", null),
          entry("a/two", "p", "second"),
          entry("b/three", "other", null).withFallbacks(List.of(new Offer("p", "third"))),
          entry("b/four", "other", null),
          entry("p/*", "p", null));

  private static CatalogModel entry(String id, String provider, @Nullable String upstream) {
    return new CatalogModel(
        new ModelPattern(id),
        provider,
        upstream,
        List.of(),
        null,
        null,
        null,
        null,
        Set.of(),
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static TrialView view(boolean whole, String... names) {
    return view("p", "sk-1", whole, names);
  }

  private static TrialView view(
      String provider, @Nullable String key, boolean whole, String... names) {
    CatalogProvider tried =
        new CatalogProvider(
            provider,
            Dialect.OPENAI,
            URI.create("https://p.example/v1"),
            key == null ? null : Sensitive.of(key),
            true,
            Duration.ofSeconds(2),
            10,
            false,
            false,
            false,
            Instant.EPOCH,
            Instant.EPOCH);
    return ProviderTrial.view(
        tried, ENTRIES, new Listed(Set.of(names), whole, 200, Duration.ofMillis(12)));
  }

  @Test
  void modelsAreComparedByTheNamesTheProviderKnows() {
    TrialView view = view(true, "one", "two", "third", "else");

    assertThat(view.ok()).isTrue();
    assertThat(view.status()).isEqualTo(200);
    assertThat(view.latencyMs()).isEqualTo(12);
    assertThat(view.modelsListed()).isEqualTo(4);
    assertThat(view.modelsNotListed()).containsExactly("a/two");
    assertThat(view.code()).isNull();
    assertThat(view.message())
        .isEqualTo("The provider lists 4 models; 1 of the catalogue's 3 is not on it.");
  }

  @Test
  void aListWithAllOfThemSaysSo() {
    TrialView view = view(true, "one", "second", "third");

    assertThat(view.modelsNotListed()).isEmpty();
    assertThat(view.message())
        .isEqualTo("The provider lists 3 models, all of the catalogue's 3 among them.");
  }

  @Test
  void ofAListWithFurtherPagesNothingIsMissing() {
    TrialView view = view(false, "one");

    assertThat(view.ok()).isTrue();
    assertThat(view.modelsListed()).isEqualTo(1);
    assertThat(view.modelsNotListed()).isNull();
    assertThat(view.message()).contains("1 model and has further pages");
  }

  @Test
  void aProviderWithoutModelsOrCredentialIsToldAsThat() {
    TrialView view = view("empty", null, true, "one");

    assertThat(view.modelsNotListed()).isEmpty();
    assertThat(view.message())
        .isEqualTo(
            "The provider lists 1 model; the catalogue names none of this provider's. It was asked"
                + " without a credential.");
  }
}
