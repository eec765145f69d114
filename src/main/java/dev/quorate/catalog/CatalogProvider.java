package dev.quorate.catalog;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.CredentialOwner;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.ProviderTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the catalogue knows it.
 *
 * @param baseUri without a trailing slash
 * @param credential null for servers without one
 * @param credentialReadable false when a stored credential cannot be opened with this node's key;
 *     the provider is then shown and never called
 * @param drainsOnAbort whether a streamed call runs to its end when its client has left, because
 *     the provider bills it anyway
 * @param keepsNothing whether the operator marked it as one with zero retention
 * @param shipped made by the environment, not by a row
 */
public record CatalogProvider(
    String id,
    Dialect dialect,
    URI baseUri,
    @Nullable Sensitive<String> credential,
    boolean credentialReadable,
    Duration connectTimeout,
    int concurrency,
    boolean drainsOnAbort,
    boolean keepsNothing,
    boolean shipped,
    Instant createdAt,
    Instant updatedAt) {
  /** The provider whose calls stay in this gateway. Not configurable: test keys rely on it. */
  public static final String SANDBOX = "sandbox";

  public static final int DEFAULT_CONCURRENCY = 2000;
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** A provider with the default limits that the environment describes. */
  static CatalogProvider ofEnvironment(
      String id, Dialect dialect, URI baseUri, @Nullable Sensitive<String> credential) {
    return new CatalogProvider(
        id,
        dialect,
        baseUri,
        credential,
        true,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_CONCURRENCY,
        false,
        id.equals(SANDBOX),
        true,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** Where and how it is asked, on the gateway's own account. */
  public ProviderTarget target() {
    return new ProviderTarget(
        id,
        dialect,
        baseUri,
        credential,
        connectTimeout,
        concurrency,
        drainsOnAbort,
        keepsNothing,
        CredentialOwner.PLATFORM);
  }
}
