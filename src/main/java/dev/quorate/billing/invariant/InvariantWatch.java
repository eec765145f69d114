package dev.quorate.billing.invariant;

import dev.quorate.database.DatabaseReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Looks whether the invariants hold, every few minutes. The metric is the number of rows that break
 * a rule, as far as they are counted; -1 before this node's first look.
 */
@Singleton
class InvariantWatch {
  private static final System.Logger LOG = System.getLogger(InvariantWatch.class.getName());
  private static final Metadata BROKEN =
      Metadata.builder()
          .withName("quorate_invariants_broken")
          .withDescription("Rows that break a rule of the ledger; 0 is good, -1 not looked yet.")
          .build();

  private final InvariantStore store;
  private final long intervalMs;
  private final List<Rule> rules = Rule.all();
  private final Map<String, Integer> broken = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-invariants").factory());

  @Inject
  InvariantWatch(
      InvariantStore store,
      MetricRegistry registry,
      @ConfigProperty(name = "quorate.billing.invariants-interval-ms") long intervalMs) {
    this.store = store;
    this.intervalMs = intervalMs;
    for (Rule rule : rules) {
      registry.gauge(
          BROKEN, this, watch -> watch.broken(rule.name()), new Tag("rule", rule.name()));
    }
  }

  private int broken(String rule) {
    return broken.getOrDefault(rule, -1);
  }

  void start(@Observes @Priority(500) DatabaseReady ready) {
    if (intervalMs > 0) {
      var _ =
          scheduler.scheduleWithFixedDelay(
              this::look, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    }
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void look() {
    try {
      store.broken(rules).forEach(this::tell);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The ledger's invariants could not be looked at.", e);
    }
  }

  private void tell(Rule rule, List<String> ids) {
    broken.put(rule.name(), ids.size());
    if (!ids.isEmpty()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The ledger breaks the rule ''{0}'': {1}{2}",
          rule.name(),
          String.join(", ", ids),
          ids.size() == InvariantStore.MOST_NAMED ? ", …" : "");
    }
  }

  @PreDestroy
  void stop() {
    scheduler.shutdownNow();
  }
}
