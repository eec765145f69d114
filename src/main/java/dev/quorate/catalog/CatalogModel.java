package dev.quorate.catalog;

import dev.quorate.kernel.ModelSlug;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue entry: a model of a provider, every model below a name, or another name for a model.
 *
 * @param provider the provider's id, null for an alias
 * @param upstreamModel the name the provider knows it by, of a wildcard ending in a star; null: the
 *     slug without its vendor
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
    @Nullable ModelSlug aliasOf,
    @Nullable String name,
    @Nullable Integer contextLength,
    @Nullable Integer maxOutputTokens,
    Set<String> supports,
    @Nullable DatedPrice filePrice,
    @Nullable String source,
    Instant createdAt,
    Instant updatedAt) {
  public CatalogModel {
    supports = Collections.unmodifiableSortedSet(new TreeSet<>(supports));
  }

  public boolean isAlias() {
    return aliasOf != null;
  }

  /** Whether it comes with the program and not from a row. */
  public boolean isShipped() {
    return source != null;
  }

  /** The name the provider knows a model of this entry by. */
  String upstreamNameOf(ModelSlug slug) {
    if (upstreamModel == null) {
      return slug.name();
    }
    return id.isWildcard()
        ? upstreamModel.substring(0, upstreamModel.length() - 1)
            + slug.value().substring(id.prefix().length())
        : upstreamModel;
  }
}
