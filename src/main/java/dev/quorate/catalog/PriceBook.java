package dev.quorate.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every dated price of the database, past and future. The one in effect is chosen when it is asked
 * for, so a future price begins on time without anybody reloading.
 */
final class PriceBook {
  /** Of two prices from the same moment, the one written later wins: version 7 ids sort by time. */
  private static final Comparator<DatedPrice> NEWEST_FIRST =
      Comparator.comparing(DatedPrice::effectiveFrom).thenComparing(DatedPrice::version).reversed();

  static final PriceBook EMPTY = new PriceBook(List.of());

  private final Map<String, List<DatedPrice>> byModel;

  PriceBook(Collection<DatedPrice> prices) {
    this.byModel =
        prices.stream()
            .sorted(NEWEST_FIRST)
            .collect(Collectors.groupingBy(DatedPrice::model, Collectors.toUnmodifiableList()));
  }

  /**
   * The price of this very id at that moment, or null when none has begun.
   *
   * @param provider the fallback whose own price is asked for; null for the model's
   */
  @Nullable DatedPrice inEffect(String model, @Nullable String provider, Instant at) {
    for (DatedPrice price : of(model)) {
      if (Objects.equals(price.provider(), provider) && !price.effectiveFrom().isAfter(at)) {
        return price;
      }
    }
    return null;
  }

  /** All prices of this very id, newest first. */
  List<DatedPrice> of(String model) {
    return byModel.getOrDefault(model, List.of());
  }

  /** All prices, by model and then newest first. */
  List<DatedPrice> all() {
    return byModel.keySet().stream().sorted().flatMap(model -> of(model).stream()).toList();
  }
}
