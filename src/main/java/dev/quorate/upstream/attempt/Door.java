package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.Dialect;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.ProviderDialect;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The one way out of the house to a model: spends the intent, finds the host and hands the request
 * to its dialect. No call leaves anywhere else.
 */
final class Door implements Wire {
  private static final Logger LOG = System.getLogger(Door.class.getName());

  private final Map<Dialect, ProviderDialect> dialects;
  private final HostNames names;

  Door(Map<Dialect, ProviderDialect> dialects, HostNames names) {
    this.dialects = Map.copyOf(dialects);
    this.names = names;
  }

  @Override
  public Sent send(Order order) {
    order.intent().spend();
    ProviderDialect dialect = Objects.requireNonNull(dialects.get(order.target().dialect()));
    long start = System.nanoTime();
    try {
      names.find(order.target().baseUri());
      FirstPiece first = order.listener() == null ? null : new FirstPiece(order.listener());
      Exchange exchange = dialect.exchange(order.intent(), order.request(), first);
      Duration firstToken = first == null ? null : first.since(start);
      return new Sent.Arrived(exchange, since(start), firstToken, null);
    } catch (IOException failure) {
      return new Sent.Lost(TransportFault.of(failure), since(start), null);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "call " + order.intent().callId() + " broke in the gateway", bug);
      return new Sent.Lost(TransportFault.UNKNOWN, since(start), null);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
