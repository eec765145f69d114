package dev.quorate.tenancy.credentials;

/** Which providers a workspace can bring a credential for: the catalogue implements this. */
public interface ProviderNames {
  /** Whether there is a provider of that id whose credential may be a workspace's. */
  boolean takesCredentials(String providerId);
}
