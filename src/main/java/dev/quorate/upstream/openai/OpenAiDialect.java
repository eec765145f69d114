package dev.quorate.upstream.openai;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.ProviderDialect;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.WholeAnswer;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.wire.ExchangeClient;
import dev.quorate.upstream.wire.Lease;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.Refusals;
import dev.quorate.upstream.wire.ServerClients;
import dev.quorate.upstream.wire.WireJson;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Chat completions at any compatible server. */
@Singleton
final class OpenAiDialect implements ProviderDialect {
  private static final JsonMapper JSON = WireJson.MAPPER;

  private final Requests requests = new Requests(JSON);
  private final Refusals refusals = new Refusals(JSON);
  private final Replies replies = new Replies(JSON, refusals);
  private final ServerClients<ChatCompletionsClient> clients;
  private final ExchangeClient exchanges;

  @Inject
  OpenAiDialect(
      Clock clock, @ConfigProperty(name = "quorate.upstream.slot-wait-ms") long slotWaitMillis) {
    this.clients = ServerClients.of(ChatCompletionsClient.class, Duration.ofMillis(slotWaitMillis));
    this.exchanges = new ExchangeClient(clock);
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI;
  }

  @Override
  public Exchange exchange(
      PricedModel model, ModelRequest request, @Nullable StreamListener listener)
      throws IOException {
    ProviderTarget target = model.provider();
    ChatRequest wire = requests.of(model, request, listener != null);
    String depth = request.insideFusion() ? "1" : null;
    ChatStream stream = listener == null ? null : new ChatStream(JSON, listener);
    try (Lease<ChatCompletionsClient> lease = clients.lease(target)) {
      RawReply raw =
          exchanges.exchange(() -> lease.client().complete(bearer(target), depth, wire), stream);
      return stream != null && raw.streamed()
          ? stream.exchange(raw, refusals, target)
          : whole(raw, target, listener);
    }
  }

  /** A server may answer in one body although events were asked for. */
  private Exchange whole(RawReply raw, ProviderTarget target, @Nullable StreamListener listener) {
    Exchange exchange = replies.read(raw, target);
    if (listener != null && exchange.result() instanceof CallResult.Answered answered) {
      WholeAnswer.tell(answered, listener);
    }
    return exchange;
  }

  private static @Nullable String bearer(ProviderTarget target) {
    Sensitive<String> credential = target.credential();
    return credential == null ? null : "Bearer " + credential.reveal();
  }

  @PreDestroy
  void stop() {
    clients.close();
  }
}
