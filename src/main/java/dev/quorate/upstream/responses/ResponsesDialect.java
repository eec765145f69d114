package dev.quorate.upstream.responses;

import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.ProviderDialect;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.wire.CallHeaders;
import dev.quorate.upstream.wire.WireCalls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Responses at OpenAI and servers compatible with it. */
@Singleton
final class ResponsesDialect implements ProviderDialect {
  private final WireCalls<ResponsesClient> calls;

  @Inject
  ResponsesDialect(
      Clock clock, @ConfigProperty(name = "quorate.upstream.slot-wait-ms") long slotWaitMillis) {
    this.calls =
        WireCalls.of(
            ResponsesClient.class,
            Duration.ofMillis(slotWaitMillis),
            clock,
            new WireCalls.Vocabulary(new WholeResponse(), ResponseEvents::new));
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_RESPONSES;
  }

  @Override
  public List<String> unspoken(PricedModel model, GenerationSettings settings) {
    List<String> unspoken = new ArrayList<>();
    if (!settings.stop().isEmpty()) {
      unspoken.add("stop");
    }
    if (settings.seed() != null) {
      unspoken.add("seed");
    }
    return unspoken;
  }

  @Override
  public Exchange exchange(
      CommittedIntent intent, ModelRequest request, @Nullable StreamListener listener)
      throws IOException {
    PricedModel model = intent.call().model();
    ProviderTarget target = model.provider();
    ResponsesRequest wire = Requests.of(model, request, listener != null);
    CallHeaders headers = CallHeaders.of(intent, request);
    return calls.exchange(
        target, client -> client.create(WireCalls.bearer(target), headers, wire), listener);
  }

  @PreDestroy
  void stop() {
    calls.close();
  }
}
