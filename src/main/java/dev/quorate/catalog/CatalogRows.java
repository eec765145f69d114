package dev.quorate.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the database holds of the catalogue at one moment. */
public record CatalogRows(
    List<CatalogProvider> providers, List<CatalogModel> models, List<DatedPrice> prices) {
  static final CatalogRows NONE = new CatalogRows(List.of(), List.of(), List.of());

  public CatalogRows {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    prices = List.copyOf(prices);
  }

  /** The row of a model, or null when there is none. */
  public @Nullable CatalogModel model(String id) {
    return models.stream().filter(model -> model.id().value().equals(id)).findAny().orElse(null);
  }

  /** The row of a provider, or null when there is none. */
  public @Nullable CatalogProvider provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findAny().orElse(null);
  }

  /** The same without one model. */
  public CatalogRows withoutModel(String id) {
    List<CatalogModel> others =
        models.stream().filter(model -> !model.id().value().equals(id)).toList();
    return new CatalogRows(providers, others, prices);
  }

  /** The same without one provider. */
  public CatalogRows withoutProvider(String id) {
    List<CatalogProvider> others =
        providers.stream().filter(provider -> !provider.id().equals(id)).toList();
    return new CatalogRows(others, models, prices);
  }
}
