package dev.quorate.catalog.listing;

import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.tenancy.credentials.ProviderNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Which providers a workspace can bring its own credential for: all but the built-in one. */
@Singleton
public class CredentialTakers implements ProviderNames {
  private final LiveCatalog catalog;

  @Inject
  CredentialTakers(LiveCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean takesCredentials(String providerId) {
    return !providerId.equals(CatalogProvider.SANDBOX)
        && catalog.snapshot().provider(providerId) != null;
  }
}
