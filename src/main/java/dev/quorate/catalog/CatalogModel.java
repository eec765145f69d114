package dev.quorate.catalog;

import dev.quorate.kernel.ModelSlug;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue entry: a model of a provider, every model below a name, or another name for a model.
 *
 * @param provider the provider's id, null for an alias
 * @param upstreamModel the name the provider knows it by, of a wildcard ending in a star; null: the
 *     slug without its vendor
 * @param fallbacks further providers, asked in this order where the one before could not do it
 * @param aliasOf the model an alias stands for, null for the others
 * @param contextLength tokens, null when unknown
 * @param maxOutputTokens tokens, null when unknown
 * @param supports capabilities, in alphabetical order
 * @param filePrice the shipped catalogue's own price, null for a row
 * @param source where the shipped catalogue has the entry from, null for a row
 */
public record CatalogModel(
    ModelPattern id,
    @Nullable String provider,
    @Nullable String upstreamModel,
    List<Offer> fallbacks,
    @Nullable ModelSlug aliasOf,
    @Nullable String name,
    @Nullable Integer contextLength,
    @Nullable Integer maxOutputTokens,
    Set<String> supports,
    @Nullable DatedPrice filePrice,
    @Nullable String source,
    Instant createdAt,
    Instant updatedAt) {
  /**
   * A provider that serves the entry.
   *
   * @param upstreamModel as the entry's own
   */
  public record Offer(String provider, @Nullable String upstreamModel) {}

  public CatalogModel {
    fallbacks = List.copyOf(fallbacks);
    supports = Collections.unmodifiableSortedSet(new TreeSet<>(supports));
  }

  /** The same entry with these further providers. */
  public CatalogModel withFallbacks(List<Offer> others) {
    return new CatalogModel(
        id,
        provider,
        upstreamModel,
        others,
        aliasOf,
        name,
        contextLength,
        maxOutputTokens,
        supports,
        filePrice,
        source,
        createdAt,
        updatedAt);
  }

  /** Who serves the entry, in the order they are asked; nobody serves an alias. */
  public List<Offer> offers() {
    if (provider == null) {
      return List.of();
    }
    return Stream.concat(Stream.of(new Offer(provider, upstreamModel)), fallbacks.stream())
        .toList();
  }

  public boolean isAlias() {
    return aliasOf != null;
  }

  /** Whether it comes with the program and not from a row. */
  public boolean isShipped() {
    return source != null;
  }

  /** The name a provider knows a model of this entry by. */
  public String upstreamNameOf(ModelSlug slug, Offer offer) {
    String upstream = offer.upstreamModel();
    if (upstream == null) {
      return slug.name();
    }
    return id.isWildcard()
        ? upstream.substring(0, upstream.length() - 1)
            + slug.value().substring(id.prefix().length())
        : upstream;
  }
}
