package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.SettledCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Calls by provider, model and outcome, and their latency by provider and model. Models served by a
 * wildcard have names without end: past a limit they are counted together.
 */
@Singleton
class CallMeters {
  private static final int MAX_MODELS = 500;
  private static final Metadata CALLS =
      Metadata.builder()
          .withName("quorate_upstream_calls")
          .withDescription("Calls to providers that were settled, by outcome.")
          .build();
  private static final Metadata LATENCY =
      Metadata.builder()
          .withName("quorate_upstream_call_duration")
          .withDescription("From just before the send to the ending of a call.")
          .build();

  private final MetricRegistry registry;
  private final Set<String> models = ConcurrentHashMap.newKeySet();

  @Inject
  CallMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  void count(SettledCall line) {
    PricedModel called = line.call().model();
    Tag provider = new Tag("provider", called.provider().id());
    Tag model = new Tag("model", bounded(called.slug().value()));
    Tag outcome = new Tag("outcome", line.ending().outcome().wire());
    registry.counter(CALLS, provider, model, outcome).inc();
    registry.timer(LATENCY, provider, model).update(line.ending().latency());
  }

  private String bounded(String model) {
    if (models.contains(model) || (models.size() < MAX_MODELS && models.add(model))) {
      return model;
    }
    return "other";
  }
}
