package dev.quorate.kernel.call;

import dev.quorate.kernel.Sensitive;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's calls go, as the catalogue knew it when the run was planned.
 *
 * @param id the provider's name, {@code openai}
 * @param baseUri without a trailing slash; the dialect appends its path
 * @param credential sent to this host and no other, in the header its dialect has for it; null for
 *     servers without one
 * @param connectTimeout for one connection
 * @param concurrency calls at once to this provider from one node; sizes the connection pool and
 *     the bulkhead
 * @param drainsOnAbort a call whose client has left runs to its end: it is billed anyway
 * @param keepsNothing it is marked as one with zero retention
 * @param credentialOwner who brought the credential
 */
public record ProviderTarget(
    String id,
    Dialect dialect,
    URI baseUri,
    @Nullable Sensitive<String> credential,
    Duration connectTimeout,
    int concurrency,
    boolean drainsOnAbort,
    boolean keepsNothing,
    CredentialOwner credentialOwner) {
  /** A provider whose calls end when nobody waits for them. */
  public ProviderTarget(
      String id,
      Dialect dialect,
      URI baseUri,
      @Nullable Sensitive<String> credential,
      Duration connectTimeout,
      int concurrency) {
    this(
        id,
        dialect,
        baseUri,
        credential,
        connectTimeout,
        concurrency,
        false,
        false,
        CredentialOwner.PLATFORM);
  }

  /** The same server under a workspace's own contract. */
  public ProviderTarget withOwn(Sensitive<String> other) {
    return new ProviderTarget(
        id,
        dialect,
        baseUri,
        other,
        connectTimeout,
        concurrency,
        drainsOnAbort,
        keepsNothing,
        CredentialOwner.WORKSPACE);
  }
}
