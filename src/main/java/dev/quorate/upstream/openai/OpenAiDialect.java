package dev.quorate.upstream.openai;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.ModelRequest;
import dev.quorate.upstream.ProviderDialect;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Chat completions at any compatible server. */
@Singleton
final class OpenAiDialect implements ProviderDialect {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final JsonMapper JSON = boundedMapper();

  private final Requests requests = new Requests(JSON);
  private final Replies replies = new Replies(JSON);
  private final ServerClients clients;
  private final ExchangeClient exchanges;

  @Inject
  OpenAiDialect(
      Clock clock, @ConfigProperty(name = "quorate.upstream.slot-wait-ms") long slotWaitMillis) {
    ChatCompletionsClient.RequestWriter writer = new ChatCompletionsClient.RequestWriter(JSON);
    Duration wait = Duration.ofMillis(slotWaitMillis);
    this.clients = new ServerClients(target -> ServerClients.build(target, wait, writer));
    this.exchanges = new ExchangeClient(clock);
  }

  /** Bounded against hostile replies; the size is bounded where the bytes are read. */
  static JsonMapper boundedMapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxStringLength(Integer.MAX_VALUE)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI;
  }

  @Override
  public Exchange exchange(PricedModel model, ModelRequest request) throws IOException {
    ProviderTarget target = model.provider();
    ChatRequest wire = requests.of(model, request);
    String depth = request.insideFusion() ? "1" : null;
    try (LeasedClient.Lease lease = clients.lease(target)) {
      RawReply raw = exchanges.exchange(lease.client(), bearer(target), depth, wire);
      return replies.read(raw, target);
    }
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
