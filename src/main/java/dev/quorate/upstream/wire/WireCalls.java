package dev.quorate.upstream.wire;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.WholeAnswer;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of one dialect: a client for each server, and a reply in whichever way it comes. */
public final class WireCalls<C extends DialectClient> {
  private final ServerClients<C> clients;
  private final ExchangeClient exchanges;
  private final Refusals refusals = new Refusals(WireJson.MAPPER);
  private final ReplyReader replies;
  private final Supplier<StreamWords> streams;

  private WireCalls(
      ServerClients<C> clients, Clock clock, ReplyWords words, Supplier<StreamWords> streams) {
    this.clients = clients;
    this.exchanges = new ExchangeClient(clock);
    this.replies = new ReplyReader(words, refusals);
    this.streams = streams;
  }

  /** What a dialect's replies mean: whole ones, and each one that comes in events. */
  public record Vocabulary(ReplyWords replies, Supplier<StreamWords> streams) {}

  /**
   * @param connectionWait how long a call that has a slot of its model waits for a connection
   */
  public static <C extends DialectClient> WireCalls<C> of(
      Class<C> type, Duration connectionWait, Clock clock, Vocabulary vocabulary) {
    return new WireCalls<>(
        ServerClients.of(type, connectionWait), clock, vocabulary.replies(), vocabulary.streams());
  }

  /**
   * Makes one call.
   *
   * @param listener gets a streamed answer; null where one whole body was asked for
   * @throws IOException when no status line arrived
   */
  public Exchange exchange(
      ProviderTarget target, Function<C, Response> call, @Nullable StreamListener listener)
      throws IOException {
    AnswerStream stream = listener == null ? null : new AnswerStream(streams.get(), listener);
    try (Lease<C> lease = clients.lease(target)) {
      RawReply raw = exchanges.exchange(() -> call.apply(lease.client()), stream);
      return stream != null && raw.streamed()
          ? stream.exchange(raw, refusals, target)
          : whole(raw, target, listener);
    }
  }

  /** A server may answer in one body although events were asked for. */
  private Exchange whole(RawReply raw, ProviderTarget target, @Nullable StreamListener listener) {
    Exchange exchange = replies.read(raw, target);
    if (listener != null && exchange.result() instanceof Answered answered) {
      WholeAnswer.tell(answered, listener);
    }
    return exchange;
  }

  /** The credential, null for servers without one. */
  public static @Nullable String key(ProviderTarget target) {
    Sensitive<String> credential = target.credential();
    return credential == null ? null : credential.reveal();
  }

  /** The credential as a bearer token, null for servers without one. */
  public static @Nullable String bearer(ProviderTarget target) {
    String key = key(target);
    return key == null ? null : "Bearer " + key;
  }

  /** Closes every client. */
  public void close() {
    clients.close();
  }
}
