package dev.quorate.catalog.listing;

import dev.quorate.catalog.Catalog;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.tenancy.credentials.ProviderNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Which providers a workspace can bring its own credential for: all but the built-in one. */
@Singleton
public class CredentialTakers implements ProviderNames {
  private final Catalog catalog;

  @Inject
  CredentialTakers(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean takesCredentials(String providerId) {
    return !providerId.equals(CatalogProvider.SANDBOX) && catalog.hasProvider(providerId);
  }
}
