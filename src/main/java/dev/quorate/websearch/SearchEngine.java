package dev.quorate.websearch;

import dev.quorate.kernel.ModelSlug;
import java.math.BigDecimal;
import java.util.Locale;

/** The engines there are. */
public enum SearchEngine {
  /** The operator's own. */
  SEARXNG("0"),
  /** A hosted one, paid by the request. */
  BRAVE("0.005");

  private final BigDecimal priceUsd;

  SearchEngine(String priceUsd) {
    this.priceUsd = new BigDecimal(priceUsd);
  }

  /** Its name as a provider of ledger lines. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name as a model of ledger lines: {@code web/brave}. */
  public ModelSlug slug() {
    return new ModelSlug("web/" + id());
  }

  /** USD per search where the operator says nothing else. */
  BigDecimal priceUsd() {
    return priceUsd;
  }
}
