package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedCatalogTest {
  private final ShippedCatalog shipped = new ShippedCatalog();

  @Test
  void everyEntryHasAProviderAPriceAndASource() {
    assertThat(shipped.models())
        .isNotEmpty()
        .filteredOn(model -> !model.isAlias())
        .allSatisfy(model -> {
          assertThat(model.provider()).isIn("sandbox", "openai", "anthropic", "google", "ollama");
          assertThat(model.source()).isNotBlank();
          assertThat(model.filePrice()).isNotNull();
        });
    assertThat(shipped.models()).extracting(CatalogModel::id).doesNotHaveDuplicates();
  }

  @Test
  void everyAliasStandsForAShippedModel() {
    assertThat(shipped.models())
        .filteredOn(CatalogModel::isAlias)
        .hasSize(3)
        .allSatisfy(alias ->
            assertThat(shipped.models())
                .anyMatch(model ->
                    model.id().value().equals(alias.aliasOf().value()) && !model.isAlias()));
  }

  @Test
  void sandboxServesAnyDelayAndNoInventedName() {
    CatalogSnapshot snapshot =
        new CatalogSnapshot(
            List.of(
                CatalogProvider.ofEnvironment(
                    "sandbox",
                    Dialect.OPENAI,
                    URI.create("http://127.0.0.1:9080/sandbox/v1"),
                    null)),
            shipped.models(),
            PriceBook.EMPTY);
    Instant now = Instant.parse("2026-11-22T00:00:00Z");

    PricedModel slow = snapshot.find(new ModelSlug("sandbox/slow-750ms"), "model", now);

    assertThat(slow.upstreamModel()).isEqualTo("slow-750ms");
    assertThat(slow.price().version()).isEqualTo("file:2026-11-21/sandbox/slow-*");
    assertThat(snapshot.resolve(new ModelSlug("sandbox/unheard-of"))).isNull();
  }
}
