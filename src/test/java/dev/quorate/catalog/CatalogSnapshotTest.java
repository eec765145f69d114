package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogSnapshotTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final CatalogProvider VLLM = provider("vllm");

  private static CatalogProvider provider(String id) {
    return CatalogProvider.ofEnvironment(
        id, Dialect.OPENAI, URI.create("http://127.0.0.1:1/v1"), null);
  }

  private static CatalogSnapshot snapshot(List<CatalogModel> models, DatedPrice... prices) {
    return new CatalogSnapshot(List.of(VLLM), models, new PriceBook(Arrays.asList(prices)));
  }

  private static DatedPrice price(String version, String model, String from, String input) {
    Instant at = Instant.parse(from);
    return new DatedPrice(version, model, at, Prices.of(input, "1"), at);
  }

  private static PricedModel find(CatalogSnapshot snapshot, String slug) {
    return snapshot.find(new ModelSlug(slug), "model", NOW);
  }

  private static void assertRefused(CatalogSnapshot snapshot, String slug, ErrorCode code) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> find(snapshot, slug))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e.param()).isEqualTo("model");
        });
  }

  @Test
  void exactNameWinsOverWildcardAndLongerWildcardOverShorter() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(
                Models.priced("vllm/*", "vllm", null, "1"),
                Models.priced("vllm/big-*", "vllm", "giant-*", "2"),
                Models.priced("vllm/big-one", "vllm", "the-one", "3")));

    assertThat(find(snapshot, "vllm/small").upstreamModel()).isEqualTo("small");
    assertThat(find(snapshot, "vllm/big-two").upstreamModel()).isEqualTo("giant-two");
    assertThat(find(snapshot, "vllm/big-one").upstreamModel()).isEqualTo("the-one");
    assertThat(find(snapshot, "vllm/big-one").price().inputPerMillion()).isEqualByComparingTo("3");
    assertThat(find(snapshot, "vllm/org/name").upstreamModel()).isEqualTo("org/name");
  }

  @Test
  void aliasIsAnExactNameAndItsModelIsNamed() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(
                Models.priced("vllm/*", "vllm", null, "1"),
                Models.alias("vllm/latest", "vllm/big-one"),
                Models.alias("~any/latest", "vllm/big-one")));

    assertThat(find(snapshot, "vllm/latest").slug()).isEqualTo(new ModelSlug("vllm/big-one"));
    assertThat(find(snapshot, "~any/latest").upstreamModel()).isEqualTo("big-one");
  }

  @Test
  void chainsAndCirclesOfAliasesLeadNowhere() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(
                Models.priced("vllm/one", "vllm", null, "1"),
                Models.alias("a/a", "vllm/one"),
                Models.alias("a/chain", "a/a"),
                Models.alias("a/circle", "a/back"),
                Models.alias("a/back", "a/circle")));

    assertRefused(snapshot, "a/chain", ErrorCode.MODEL_NOT_FOUND);
    assertRefused(snapshot, "a/circle", ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void unknownNameAndAbsentProviderAreNotFound() {
    CatalogSnapshot snapshot = snapshot(List.of(Models.priced("openai/gpt", "openai", null, "1")));

    assertRefused(snapshot, "vllm/none", ErrorCode.MODEL_NOT_FOUND);
    assertRefused(snapshot, "openai/gpt", ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void modelWithoutPriceIsRefusedAndAnExplicitZeroIsAPrice() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(
                Models.row("vllm/dear", "vllm", null),
                Models.priced("vllm/free", "vllm", null, "0")));

    assertRefused(snapshot, "vllm/dear", ErrorCode.MODEL_NOT_PRICED);
    assertThat(find(snapshot, "vllm/free").price().inputPerMillion()).isZero();
  }

  @Test
  void futurePriceBeginsOnTimeWithoutAReload() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(Models.row("vllm/one", "vllm", null)),
            price("p1", "vllm/one", "2026-01-01T00:00:00Z", "1"),
            price("p2", "vllm/one", "2026-12-01T00:00:00Z", "2"));
    ModelSlug slug = new ModelSlug("vllm/one");
    Instant change = Instant.parse("2026-12-01T00:00:00Z");

    assertThat(snapshot.find(slug, "model", change.minusNanos(1)).price().version())
        .isEqualTo("p1");
    assertThat(snapshot.find(slug, "model", change).price().version()).isEqualTo("p2");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> snapshot.find(slug, "model", Instant.parse("2025-12-31T23:59:59Z")));
  }

  @Test
  void ofTwoPricesFromOneMomentTheLaterRowWins() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(Models.row("vllm/one", "vllm", null)),
            price("0199-b", "vllm/one", "2026-01-01T00:00:00Z", "2"),
            price("0199-a", "vllm/one", "2026-01-01T00:00:00Z", "1"));

    assertThat(find(snapshot, "vllm/one").price().version()).isEqualTo("0199-b");
  }

  @Test
  void priceBookWinsOverTheShippedPriceAndAnOwnPriceOverTheWildcards() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(Models.priced("vllm/*", "vllm", null, "9")),
            price("any", "vllm/*", "2026-01-01T00:00:00Z", "1"),
            price("own", "vllm/one", "2026-01-01T00:00:00Z", "2"));

    assertThat(find(snapshot, "vllm/other").price().version()).isEqualTo("any");
    assertThat(find(snapshot, "vllm/one").price().version()).isEqualTo("own");
  }

  @Test
  void rowTakesTheShippedEntrysPlacePriceAndAll() {
    CatalogSnapshot snapshot =
        snapshot(
            List.of(
                Models.priced("vllm/one", "vllm", "shipped", "9"),
                Models.row("vllm/one", "vllm", "mine")));

    assertRefused(snapshot, "vllm/one", ErrorCode.MODEL_NOT_PRICED);
  }

  @Test
  void fusionBehindAWildcardIsRecursion() {
    CatalogSnapshot snapshot =
        new CatalogSnapshot(
            List.of(provider("openrouter")),
            List.of(Models.priced("openrouter/*", "openrouter", null, "1")),
            PriceBook.EMPTY);

    assertRefused(snapshot, "openrouter/fusion", ErrorCode.FUSION_RECURSION);
    assertRefused(snapshot, "openrouter/openrouter/fusion", ErrorCode.FUSION_RECURSION);
    assertRefused(snapshot, "openrouter/openrouter/fusion:free", ErrorCode.FUSION_RECURSION);
    assertThat(find(snapshot, "openrouter/x/fusion-7b").upstreamModel()).isEqualTo("x/fusion-7b");
  }

  @Test
  void providerWhoseCredentialCannotBeOpenedIsNotCalled() {
    CatalogProvider sealed =
        new CatalogProvider(
            VLLM.id(),
            VLLM.dialect(),
            VLLM.baseUri(),
            null,
            false,
            VLLM.connectTimeout(),
            1,
            false,
            false,
            NOW,
            NOW);
    CatalogSnapshot snapshot =
        new CatalogSnapshot(
            List.of(sealed), List.of(Models.priced("vllm/*", "vllm", null, "1")), PriceBook.EMPTY);

    assertRefused(snapshot, "vllm/one", ErrorCode.PROVIDER_UNAVAILABLE);
  }

  /** Short ways to say a price. */
  private static final class Prices {
    static Pricing of(String input, String output) {
      return new Pricing(
          new BigDecimal(input), new BigDecimal(output), null, null, null, BigDecimal.ZERO);
    }
  }

  /** Short ways to say a model. */
  private static final class Models {
    static CatalogModel row(String id, String provider, @Nullable String upstream) {
      return entry(id, provider, upstream, null, null);
    }

    static CatalogModel alias(String id, String of) {
      return entry(id, null, null, new ModelSlug(of), null);
    }

    static CatalogModel priced(String id, String provider, @Nullable String upstream, String in) {
      Instant from = Instant.parse("2026-01-01T00:00:00Z");
      DatedPrice price = new DatedPrice("file:x/" + id, id, from, Prices.of(in, "1"), from);
      return entry(id, provider, upstream, null, price);
    }

    private static CatalogModel entry(
        String id,
        @Nullable String provider,
        @Nullable String upstream,
        @Nullable ModelSlug aliasOf,
        @Nullable DatedPrice price) {
      return new CatalogModel(
          new ModelPattern(id),
          provider,
          upstream,
          aliasOf,
          null,
          null,
          null,
          Set.of(),
          price,
          price == null ? null : "test",
          NOW,
          NOW);
    }
  }
}
