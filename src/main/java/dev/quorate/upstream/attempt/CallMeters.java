package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.SettledCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

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

  /** Looking a meter up takes longer than counting with it. */
  private final Map<Key, Meter> meters = new ConcurrentHashMap<>();

  private record Key(String provider, String model, CallOutcome outcome) {}

  private record Meter(Counter calls, Timer latency) {}

  @Inject
  CallMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  void count(SettledCall line) {
    PricedModel called = line.call().model();
    Key key =
        new Key(called.provider().id(), bounded(called.slug().value()), line.ending().outcome());
    Meter meter = meters.computeIfAbsent(key, this::meter);
    meter.calls().inc();
    meter.latency().update(line.ending().latency());
  }

  private Meter meter(Key key) {
    Tag provider = new Tag("provider", key.provider());
    Tag model = new Tag("model", key.model());
    Tag outcome = new Tag("outcome", key.outcome().wire());
    return new Meter(
        registry.counter(CALLS, provider, model, outcome),
        registry.timer(LATENCY, provider, model));
  }

  private String bounded(String model) {
    if (models.contains(model) || (models.size() < MAX_MODELS && models.add(model))) {
      return model;
    }
    return "other";
  }
}
