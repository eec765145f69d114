package dev.quorate.websearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.Cancellation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPricesTest {
  private static WebSearch engine(SearchEngine engine) {
    return new WebSearch() {
      @Override
      public SearchEngine engine() {
        return engine;
      }

      @Override
      public WebResult<List<SearchHit>> search(
          SearchQuery query, Deadline deadline, Cancellation cancellation) {
        throw new AssertionError("searched");
      }
    };
  }

  private static Money cost(PricedModel model) {
    return model.price().amountOf(TokenUsage.ZERO);
  }

  @Test
  void anEngineHasItsUsualPrice() {
    WebPrices brave = new WebPrices(engine(SearchEngine.BRAVE), new Settings());

    assertThat(cost(brave.search())).isEqualTo(new Money(new BigDecimal("0.005")));
    assertThat(cost(brave.fetch())).isEqualTo(Money.ZERO);
    assertThat(cost(new WebPrices(engine(SearchEngine.SEARXNG), new Settings()).search()))
        .isEqualTo(Money.ZERO);
    assertThat(new WebPrices(engine(null), new Settings()).search()).isNull();
  }

  @Test
  void theOperatorSetsOthers() {
    Settings settings =
        new Settings()
            .with("quorate.web.search-price-usd", " 0.0125 ")
            .with("quorate.web.fetch-price-usd", "0.0001");
    WebPrices prices = new WebPrices(engine(SearchEngine.BRAVE), settings);

    assertThat(cost(prices.search())).isEqualTo(new Money(new BigDecimal("0.0125")));
    assertThat(cost(prices.fetch())).isEqualTo(new Money(new BigDecimal("0.0001")));
    assertThat(prices.search().price().version()).isEqualTo("config:0.0125");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "free", "1001", "NaN", "0.00000000001"})
  void whatIsNoPriceStopsTheStart(String price) {
    Settings settings = new Settings().with("quorate.web.search-price-usd", price);

    assertThatThrownBy(() -> new WebPrices(engine(SearchEngine.BRAVE), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quorate.web.search-price-usd");
  }
}
