package dev.quorate.upstream.attempt;

import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.ProviderDialect;
import dev.quorate.upstream.SpokenParameters;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** The stack of wrappers around every call to a provider, in one place. */
@Singleton
final class ProviderCalls implements ModelCaller, SpokenParameters {
  private final Threads threads = new Threads();
  private final Map<Dialect, ProviderDialect> dialects;
  private final ModelCaller calls;

  @Inject
  ProviderCalls(
      Instance<ProviderDialect> dialects, TokenCounter counter, CallMeters meters, Config config) {
    this.dialects = byName(dialects);
    this.calls = stack(this.dialects, counter, meters, UpstreamSettings.read(config));
  }

  private static Map<Dialect, ProviderDialect> byName(Instance<ProviderDialect> dialects) {
    return dialects.stream()
        .collect(Collectors.toMap(ProviderDialect::dialect, Function.identity()));
  }

  /** Outermost last; moving a line changes behaviour, so each says why it stands there. */
  private ModelCaller stack(
      Map<Dialect, ProviderDialect> dialects,
      TokenCounter counter,
      CallMeters meters,
      UpstreamSettings settings) {
    HostNames names =
        new HostNames(threads.lookers(), settings.resolveTimeout(), HostNames::findByName);
    UpstreamSettings.Retry retry = settings.retry();

    // Spends the intent: whatever is wrapped around it, one intent is one send.
    Wire wire = new Door(dialects, names);
    // Innermost wrapper: the look-up, the connection and the answer share the time that is left.
    wire = new WithinDeadline(wire, threads.timer(), settings.silence());
    // Outside the window, so that no interrupt meets the counting of tokens or the log.
    UpstreamCall one = new Accounted(wire, new UsageTable(counter));
    // Outside the send, so that waiting for a slot is not latency of the provider.
    one = new Limited(one, threads.timer(), settings);
    // Outside the slots: an open breaker takes none, and having none is not the provider's fault.
    one = new Guarded(one, settings);
    // A retry queues again rather than hold its slot, and asks the breaker again; another provider
    // has slots and a breaker of its own.
    ModelCaller step =
        new Retrying(
            one,
            new RetryPolicy(retry.jitter(), () -> ThreadLocalRandom.current().nextDouble()),
            new RetryBudget(retry.budgetPercent(), retry.budgetReserve()),
            threads.timer());
    // Outermost: sees every line of the step once, when it is over.
    return new Timed(step, meters);
  }

  @Override
  public CallReport call(
      ModelRequest request, CommittedIntent first, CallJournal journal, CallTerms terms) {
    return calls.call(request, first, journal, terms);
  }

  @Override
  public List<String> unspoken(PricedModel model, GenerationSettings settings) {
    ProviderDialect dialect = dialects.get(model.provider().dialect());
    return dialect == null ? List.of() : dialect.unspoken(model, settings);
  }

  @PreDestroy
  void stop() {
    threads.close();
  }
}
