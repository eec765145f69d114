package dev.quorate.upstream.listing;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.ModelLists;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.CallWindow;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.attempt.HostNames;
import dev.quorate.upstream.attempt.Threads;
import dev.quorate.upstream.attempt.TransportFault;
import dev.quorate.upstream.wire.ExchangeClient;
import dev.quorate.upstream.wire.Lease;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import dev.quorate.upstream.wire.ServerClients;
import dev.quorate.upstream.wire.WireCalls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers for their lists: once, without a retry, and past slots and breakers, which are
 * about calls. Blocks the calling virtual thread.
 */
@Singleton
final class ProviderLists implements ModelLists {
  private static final Logger LOG = System.getLogger(ProviderLists.class.getName());
  private static final String TIMEOUT = "quorate.upstream.listing-timeout-ms";
  private static final int MAX_TIMEOUT_MS = 60_000;

  /** The largest lists there are have a megabyte. */
  private static final int MAX_BODY = 8 * 1024 * 1024;

  /** The most a page may have. */
  private static final int PAGE = 1000;

  private final Threads threads = new Threads();
  private final Duration timeout;
  private final HostNames names;
  private final ExchangeClient exchanges;
  private final ServerClients<ModelListClient> clients;

  @Inject
  ProviderLists(Clock clock, @ConfigProperty(name = TIMEOUT) int timeoutMillis) {
    if (timeoutMillis < 1 || timeoutMillis > MAX_TIMEOUT_MS) {
      throw new IllegalArgumentException(TIMEOUT + " must be from 1 to " + MAX_TIMEOUT_MS);
    }
    this.timeout = Duration.ofMillis(timeoutMillis);
    this.names = new HostNames(threads.lookers(), timeout, HostNames::findByName);
    this.exchanges = new ExchangeClient(clock, MAX_BODY);
    this.clients = ServerClients.of(ModelListClient.class, timeout);
  }

  /** A status line, or why there is none; one of the two. */
  private record Came(@Nullable RawReply reply, @Nullable TransportFault fault, Duration latency) {
    boolean isCut() {
      return reply == null || (reply.isSuccess() && reply.ending() == Ending.CUT);
    }
  }

  @Override
  public Asked ask(ProviderTarget target) {
    Came came;
    boolean givenUp;
    try (CallWindow window =
        CallWindow.enter(threads.timer(), Deadline.in(timeout), new Cancellation())) {
      came = exchange(target);
      givenUp = window.givenUp() != null;
    }
    Asked asked = read(came, givenUp, target);
    LOG.log(
        Level.INFO,
        "provider {0} was asked for its models: {1}, status {2}",
        target.id(),
        asked instanceof Unlisted unlisted ? unlisted.fault().wire() : "listed",
        String.valueOf(asked.status()));
    return asked;
  }

  private Came exchange(ProviderTarget target) {
    long start = System.nanoTime();
    try (Lease<ModelListClient> lease = clients.lease(target)) {
      // The first client of a server takes long to make, which is not the provider's time.
      start = System.nanoTime();
      names.find(target.baseUri());
      RawReply reply = exchanges.exchange(() -> list(lease.client(), target));
      return new Came(reply, null, since(start));
    } catch (IOException failure) {
      return new Came(null, TransportFault.of(failure), since(start));
    } catch (RuntimeException nonsense) {
      // A reply the client itself cannot take. Its message may hold what came, so its name is all.
      LOG.log(
          Level.WARNING,
          "the list of provider {0} was not read: {1}",
          target.id(),
          nonsense.getClass().getName());
      return new Came(null, TransportFault.UNKNOWN, since(start));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Response list(ModelListClient client, ProviderTarget target) {
    return switch (target.dialect()) {
      case OPENAI, OPENAI_RESPONSES -> client.openAi(WireCalls.bearer(target));
      case ANTHROPIC -> client.anthropic(WireCalls.key(target), PAGE);
      case GEMINI -> client.gemini(WireCalls.key(target), PAGE);
    };
  }

  /** What was whole before we gave up is an answer; only a broken wait is ours. */
  private Asked read(Came came, boolean givenUp, ProviderTarget target) {
    Duration latency = came.latency();
    RawReply reply = came.reply();
    Integer status = reply == null ? null : reply.status();
    if (givenUp && came.isCut()) {
      String sentence = "The provider did not answer in full within " + timeout.toMillis() + " ms.";
      return new Unlisted(Fault.TIMEOUT, status, latency, sentence);
    }
    return reply == null
        ? lost(Objects.requireNonNullElse(came.fault(), TransportFault.UNKNOWN), latency)
        : ListReply.read(reply, target, latency);
  }

  private static Asked lost(TransportFault fault, Duration latency) {
    Fault kind =
        switch (fault) {
          case BAD_TLS -> Fault.TLS_FAILED;
          case CUT_WHILE_SENDING, CUT_BEFORE_ANSWER, UNKNOWN -> Fault.BROKEN_REPLY;
          case NOT_BEGUN, UNRESOLVED, REFUSED, NO_CONNECTION, NO_FREE_CONNECTION ->
              Fault.UNREACHABLE;
        };
    return new Unlisted(kind, null, latency, fault.sentence());
  }

  @PreDestroy
  void stop() {
    clients.close();
    threads.close();
  }
}
