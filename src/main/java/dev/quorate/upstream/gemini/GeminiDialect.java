package dev.quorate.upstream.gemini;

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
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Gemini models at Google. */
@Singleton
final class GeminiDialect implements ProviderDialect {
  private final WireCalls<GenerateContentClient> calls;

  @Inject
  GeminiDialect(
      Clock clock, @ConfigProperty(name = "quorate.upstream.slot-wait-ms") long slotWaitMillis) {
    this.calls =
        WireCalls.of(
            GenerateContentClient.class,
            Duration.ofMillis(slotWaitMillis),
            clock,
            new WireCalls.Vocabulary(new WholeContent(), ContentPieces::new));
  }

  @Override
  public Dialect dialect() {
    return Dialect.GEMINI;
  }

  @Override
  public Exchange exchange(
      CommittedIntent intent, ModelRequest request, @Nullable StreamListener listener)
      throws IOException {
    PricedModel model = intent.call().model();
    ProviderTarget target = model.provider();
    GenerateRequest wire = Requests.of(model, request);
    String name = model.upstreamModel();
    String key = WireCalls.key(target);
    CallHeaders headers = CallHeaders.of(intent, request);
    return calls.exchange(
        target,
        client ->
            listener == null
                ? client.generate(name, key, headers, wire)
                : client.stream(name, "sse", key, headers, wire),
        listener);
  }

  @PreDestroy
  void stop() {
    calls.close();
  }
}
