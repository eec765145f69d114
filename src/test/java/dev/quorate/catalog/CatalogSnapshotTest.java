package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.catalog.CatalogModel.Offer;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
    return new DatedPrice(version, model, null, at, Prices.of(input, "1"), at);
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
            false,
            NOW,
            NOW);
    CatalogSnapshot snapshot =
        new CatalogSnapshot(
            List.of(sealed), List.of(Models.priced("vllm/*", "vllm", null, "1")), PriceBook.EMPTY);

    assertRefused(snapshot, "vllm/one", ErrorCode.PROVIDER_UNAVAILABLE);
  }

  @Test
  void everyProviderStandsBehindTheOneBeforeItWithItsOwnNameAndPrice() {
    CatalogModel model =
        Models.priced("vllm/one", "vllm", null, "1")
            .withFallbacks(List.of(new Offer("second", "other-one"), new Offer("third", null)));
    PriceBook book =
        new PriceBook(List.of(priceAt("own", "vllm/one", "second", "5"), bookPrice("vllm/one")));

    PricedModel first = find(everywhere(model, book), "vllm/one");

    assertThat(chain(first)).containsExactly("vllm one 2", "second other-one 5", "third one 2");
    assertThat(first.fallback().slug()).isEqualTo(first.slug());
    assertThat(first.fallback().price().version()).isEqualTo("own");
    assertThat(first.fallback().fallback().fallback()).isNull();
  }

  @Test
  void whoIsNotConfiguredIsPassedOver() {
    CatalogModel model =
        Models.priced("vllm/one", "absent", null, "1")
            .withFallbacks(List.of(new Offer("second", null), new Offer("gone", null)));
    CatalogModel nowhere =
        Models.priced("vllm/two", "absent", null, "1")
            .withFallbacks(List.of(new Offer("gone", null)));

    assertThat(chain(find(everywhere(model, PriceBook.EMPTY), "vllm/one")))
        .containsExactly("second one 1");
    assertRefused(everywhere(nowhere, PriceBook.EMPTY), "vllm/two", ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void whoIsAskedFirstMustHaveAPriceAndOthersWithoutOneAreLeftOut() {
    CatalogModel model =
        Models.row("vllm/one", "vllm", null)
            .withFallbacks(List.of(new Offer("second", null), new Offer("third", null)));
    CatalogModel elsewhere =
        Models.row("vllm/one", "absent", null)
            .withFallbacks(List.of(new Offer("second", null), new Offer("third", null)));
    PriceBook book = new PriceBook(List.of(priceAt("own", "vllm/one", "second", "5")));

    assertRefused(everywhere(model, book), "vllm/one", ErrorCode.MODEL_NOT_PRICED);
    assertThat(chain(find(everywhere(elsewhere, book), "vllm/one")))
        .containsExactly("second one 5");
  }

  @Test
  void aWildcardsFallbacksNameAndPriceWhatItServes() {
    CatalogModel model =
        Models.priced("vllm/*", "vllm", null, "1")
            .withFallbacks(List.of(new Offer("second", "org/*")));
    PriceBook book =
        new PriceBook(
            List.of(
                priceAt("all", "vllm/*", "second", "5"), priceAt("own", "vllm/x", "second", "7")));
    CatalogSnapshot snapshot = everywhere(model, book);

    assertThat(chain(find(snapshot, "vllm/one"))).containsExactly("vllm one 1", "second org/one 5");
    assertThat(chain(find(snapshot, "vllm/x"))).containsExactly("vllm x 1", "second org/x 7");
    assertThat(snapshot.priceOf(model, model.fallbacks().getFirst(), NOW).version())
        .isEqualTo("all");
  }

  @Test
  void aFallbackMayNotBeFusionEither() {
    CatalogModel model =
        Models.priced("vllm/*", "vllm", null, "1")
            .withFallbacks(List.of(new Offer("second", "openrouter/*")));

    assertRefused(everywhere(model, PriceBook.EMPTY), "vllm/fusion", ErrorCode.FUSION_RECURSION);
  }

  private static CatalogSnapshot everywhere(CatalogModel model, PriceBook book) {
    return new CatalogSnapshot(
        List.of(VLLM, provider("second"), provider("third")), List.of(model), book);
  }

  private static DatedPrice priceAt(String version, String model, String provider, String input) {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    return new DatedPrice(version, model, provider, from, Prices.of(input, "1"), from);
  }

  private static DatedPrice bookPrice(String model) {
    return price("book", model, "2026-01-01T00:00:00Z", "2");
  }

  private static List<String> chain(PricedModel first) {
    List<String> chain = new ArrayList<>();
    for (PricedModel at = first; at != null; at = at.fallback()) {
      String input = at.price().inputPerMillion().toPlainString();
      chain.add(at.provider().id() + " " + at.upstreamModel() + " " + input);
    }
    return chain;
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
      DatedPrice price = new DatedPrice("file:x/" + id, id, null, from, Prices.of(in, "1"), from);
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
          List.of(),
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
