package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.DatedPrice;
import dev.quorate.kernel.Sensitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalogue's rows as the audit log shows them. A credential is never among it. */
final class CatalogTold {
  private CatalogTold() {}

  /**
   * A provider.
   *
   * @param before what it was, for a change: another credential is told as such
   */
  static Map<String, @Nullable Object> of(
      @Nullable CatalogProvider provider, @Nullable CatalogProvider before) {
    if (provider == null) {
      return Map.of();
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("dialect", provider.dialect().wire());
    told.put("base_url", provider.baseUri().toString());
    told.put("credential", credential(provider, before));
    told.put("connect_ms", provider.connectTimeout().toMillis());
    told.put("concurrency", provider.concurrency());
    told.put("on_client_abort", provider.drainsOnAbort() ? "drain" : "cancel");
    told.put("zero_retention", provider.keepsNothing());
    return told;
  }

  private static String credential(CatalogProvider provider, @Nullable CatalogProvider before) {
    if (!has(provider)) {
      return "none";
    }
    return before == null || !has(before) || same(provider, before) ? "set" : "replaced";
  }

  private static boolean has(CatalogProvider provider) {
    return provider.credential() != null || !provider.credentialReadable();
  }

  private static boolean same(CatalogProvider one, CatalogProvider other) {
    return Objects.equals(text(one.credential()), text(other.credential()));
  }

  private static @Nullable String text(@Nullable Sensitive<String> credential) {
    return credential == null ? null : credential.reveal();
  }

  static Map<String, @Nullable Object> of(@Nullable CatalogModel model) {
    if (model == null) {
      return Map.of();
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("provider", model.provider());
    told.put("upstream_model", model.upstreamModel());
    told.put("fallbacks", model.fallbacks().stream().map(CatalogTold::of).toList());
    told.put("alias_of", model.aliasOf() == null ? null : model.aliasOf().value());
    told.put("name", model.name());
    told.put("context_length", model.contextLength());
    told.put("max_output_tokens", model.maxOutputTokens());
    told.put("supports", List.copyOf(model.supports()));
    return told;
  }

  private static String of(CatalogModel.Offer offer) {
    return offer.upstreamModel() == null
        ? offer.provider()
        : offer.provider() + " " + offer.upstreamModel();
  }

  static Map<String, @Nullable Object> of(DatedPrice price) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("model", price.model());
    told.put("provider", price.provider());
    told.put("effective_from", price.effectiveFrom().toString());
    told.put("input_per_million", price.pricing().inputPerMillion());
    told.put("output_per_million", price.pricing().outputPerMillion());
    told.put("cache_read_per_million", price.pricing().cacheReadPerMillion());
    told.put("cache_write_per_million", price.pricing().cacheWritePerMillion());
    told.put("reasoning_per_million", price.pricing().reasoningPerMillion());
    told.put("per_request", price.pricing().perRequest());
    return told;
  }
}
