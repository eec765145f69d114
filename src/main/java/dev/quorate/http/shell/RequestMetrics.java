package dev.quorate.http.shell;

import dev.quorate.http.InFlight;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** How many requests of each endpoint ended how, how long they took, and how many are inside. */
@Singleton
public class RequestMetrics {
  private static final Metadata REQUESTS =
      Metadata.builder()
          .withName("quorate.http.requests")
          .withDescription("Time from a request's head to the start of its response")
          .build();
  private static final Metadata IN_FLIGHT =
      Metadata.builder()
          .withName("quorate.http.requests.in.flight")
          .withDescription("Requests inside, those still sending their body included")
          .withUnit(MetricUnits.NONE)
          .build();

  private final MetricRegistry registry;
  private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();

  @Inject
  RequestMetrics(MetricRegistry registry, InFlight inFlight) {
    this.registry = registry;
    registry.gauge(IN_FLIGHT, inFlight::count);
  }

  private record Series(String method, String template, int status) {}

  void count(String method, String template, int status, Duration took) {
    timers.computeIfAbsent(new Series(method, template, status), this::timer).update(took);
  }

  private Timer timer(Series series) {
    return registry.timer(
        REQUESTS,
        new Tag("method", series.method()),
        new Tag("path", series.template()),
        new Tag("status", Integer.toString(series.status())));
  }
}
