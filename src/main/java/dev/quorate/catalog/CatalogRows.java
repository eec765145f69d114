package dev.quorate.catalog;

import java.util.List;

/** What the database holds of the catalogue at one moment. */
record CatalogRows(
    List<CatalogProvider> providers, List<CatalogModel> models, List<DatedPrice> prices) {
  static final CatalogRows NONE = new CatalogRows(List.of(), List.of(), List.of());

  CatalogRows {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    prices = List.copyOf(prices);
  }
}
