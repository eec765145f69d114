package dev.quorate.upstream.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.quorate.kernel.call.ProviderTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The typed clients, one for each server and its settings; making one takes long, so they are kept.
 * One that was not used for a while, because its provider changed or went, is closed when the last
 * call on it has ended.
 */
public final class ServerClients<C extends DialectClient> {
  private static final int MAX_CLIENTS = 500;
  private static final Duration KEEP_IDLE = Duration.ofMinutes(15);

  /** Longer than any call may take: a call is bounded by its own deadline. */
  private static final long READ_TIMEOUT_MINUTES = 11;

  private final Function<ProviderTarget, C> maker;
  private final Cache<Key, LeasedClient<C>> clients =
      Caffeine.newBuilder()
          .maximumSize(MAX_CLIENTS)
          .expireAfterAccess(KEEP_IDLE)
          // On the thread that removes: a client that is retired is retired when close returns.
          .executor(Runnable::run)
          .removalListener(
              (@Nullable Key key, @Nullable LeasedClient<C> client, RemovalCause cause) ->
                  retire(client))
          .build();

  /** What a client is made of; the credential is not, it travels with each call. */
  private record Key(String provider, URI baseUri, Duration connectTimeout, int concurrency) {
    static Key of(ProviderTarget target) {
      return new Key(target.id(), target.baseUri(), target.connectTimeout(), target.concurrency());
    }
  }

  /**
   * @param connectionWait models of one provider share its pool: how long a call that has a slot of
   *     its model waits for a connection
   */
  public static <C extends DialectClient> ServerClients<C> of(
      Class<C> type, Duration connectionWait) {
    return new ServerClients<>(target -> build(type, target, connectionWait));
  }

  ServerClients(Function<ProviderTarget, C> maker) {
    this.maker = maker;
  }

  private static void retire(@Nullable LeasedClient<?> client) {
    if (client != null) {
      client.retire();
    }
  }

  /** A client to use until the lease is closed. */
  public Lease<C> lease(ProviderTarget target) {
    while (true) {
      Lease<C> lease =
          clients.get(Key.of(target), key -> new LeasedClient<>(maker.apply(target))).lease();
      if (lease != null) {
        return lease;
      }
    }
  }

  /** Retires every client. */
  public void close() {
    clients.invalidateAll();
    clients.cleanUp();
  }

  /**
   * Builds the real client. Its pool is as large as the provider's concurrency; redirects are not
   * followed, for the credential would go along.
   */
  private static <C extends DialectClient> C build(
      Class<C> type, ProviderTarget target, Duration connectionWait) {
    RestClientBuilder builder =
        RestClientBuilder.newBuilder()
            .baseUri(target.baseUri())
            .connectTimeout(target.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(READ_TIMEOUT_MINUTES, TimeUnit.MINUTES)
            .followRedirects(false)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .property("resteasy.connectionPoolSize", target.concurrency())
            .property("resteasy.maxPooledPerRoute", target.concurrency())
            .property(
                "resteasy.connectionCheckoutTimeout",
                List.of(Math.max(1, connectionWait.toMillis()), TimeUnit.MILLISECONDS))
            .register(new DialectClient.RequestWriter(WireJson.MAPPER));
    HiddenSwitches.turnRetriesOff(builder);
    C client = builder.build(type);
    HiddenSwitches.setLimits(client);
    return client;
  }
}
