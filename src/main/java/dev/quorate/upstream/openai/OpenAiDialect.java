package dev.quorate.upstream.openai;

import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.ProviderDialect;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.wire.CallHeaders;
import dev.quorate.upstream.wire.WireCalls;
import dev.quorate.upstream.wire.WireJson;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Chat completions at any compatible server. */
@Singleton
final class OpenAiDialect implements ProviderDialect {
  private final Requests requests = new Requests(WireJson.MAPPER);
  private final WireCalls<ChatCompletionsClient> calls;

  @Inject
  OpenAiDialect(
      Clock clock, @ConfigProperty(name = "quorate.upstream.slot-wait-ms") long slotWaitMillis) {
    this.calls =
        WireCalls.of(
            ChatCompletionsClient.class,
            Duration.ofMillis(slotWaitMillis),
            clock,
            new WireCalls.Vocabulary(new Completion(), ChatChunks::new));
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI;
  }

  @Override
  public Exchange exchange(
      CommittedIntent intent, ModelRequest request, @Nullable StreamListener listener)
      throws IOException {
    PricedModel model = intent.call().model();
    ProviderTarget target = model.provider();
    ChatRequest wire = requests.of(model, request, listener != null);
    CallHeaders headers = CallHeaders.of(intent, request);
    return calls.exchange(
        target, client -> client.complete(WireCalls.bearer(target), headers, wire), listener);
  }

  @PreDestroy
  void stop() {
    calls.close();
  }
}
