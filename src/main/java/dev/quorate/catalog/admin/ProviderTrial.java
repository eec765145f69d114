package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.ModelLists;
import dev.quorate.kernel.call.ModelLists.Asked;
import dev.quorate.kernel.call.ModelLists.Fault;
import dev.quorate.kernel.call.ModelLists.Listed;
import dev.quorate.kernel.call.ModelLists.Unlisted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tries a provider out: asks for its list of models and compares it with the catalogue. */
@Singleton
class ProviderTrial {
  private final LiveCatalog catalog;
  private final ModelLists lists;

  @Inject
  ProviderTrial(LiveCatalog catalog, ModelLists lists) {
    this.catalog = catalog;
    this.lists = lists;
  }

  TrialView of(String id) {
    CatalogSnapshot snapshot = catalog.freshest();
    CatalogProvider provider = snapshot.provider(id);
    if (provider == null) {
      throw ProviderAdmin.unknown(id);
    }
    if (!provider.credentialReadable()) {
      return unasked(id);
    }
    return switch (lists.ask(provider.target())) {
      case Unlisted unlisted -> view(id, unlisted);
      case Listed listed -> view(provider, snapshot.entries(), listed);
    };
  }

  private static TrialView unasked(String id) {
    return new TrialView(
        "provider_test",
        id,
        false,
        null,
        null,
        null,
        null,
        Fault.CREDENTIAL_UNREADABLE.wire(),
        "The stored credential cannot be opened on this node, so nothing was sent: set it again.");
  }

  private static TrialView view(String id, Unlisted unlisted) {
    return new TrialView(
        "provider_test",
        id,
        false,
        unlisted.status(),
        millis(unlisted),
        null,
        null,
        unlisted.fault().wire(),
        unlisted.sentence());
  }

  static TrialView view(CatalogProvider provider, List<CatalogModel> entries, Listed listed) {
    Map<String, String> served = served(provider.id(), entries);
    List<String> missing =
        listed.whole()
            ? served.entrySet().stream()
                .filter(model -> !listed.has(model.getValue()))
                .map(Map.Entry::getKey)
                .toList()
            : null;
    String sentence = sentence(listed, served.size(), missing == null ? 0 : missing.size());
    return new TrialView(
        "provider_test",
        provider.id(),
        true,
        listed.status(),
        millis(listed),
        listed.names().size(),
        missing,
        null,
        provider.credential() == null
            ? sentence + " It was asked without a credential."
            : sentence);
  }

  /** Models by name that the provider serves, and what it calls them; wildcards name none. */
  private static Map<String, String> served(String provider, List<CatalogModel> entries) {
    Map<String, String> served = new TreeMap<>();
    for (CatalogModel entry : entries) {
      if (entry.id().isWildcard()) {
        continue;
      }
      for (CatalogModel.Offer offer : entry.offers()) {
        if (offer.provider().equals(provider)) {
          String id = entry.id().value();
          served.put(id, entry.upstreamNameOf(new ModelSlug(id), offer));
        }
      }
    }
    return served;
  }

  private static String sentence(Listed listed, int served, int missing) {
    int size = listed.names().size();
    String lists = "The provider lists " + size + (size == 1 ? " model" : " models");
    if (!listed.whole()) {
      return lists + " and has further pages, so nothing is said of those missing here.";
    }
    if (served == 0) {
      return lists + "; the catalogue names none of this provider's.";
    }
    String ofOurs = " of the catalogue's " + served;
    return missing == 0
        ? lists + ", all" + ofOurs + " among them."
        : lists + "; " + missing + ofOurs + (missing == 1 ? " is not" : " are not") + " on it.";
  }

  private static long millis(Asked asked) {
    return asked.latency().toMillis();
  }
}
