package dev.quorate.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry SDK, configured by the standard {@code OTEL_*} variables; nothing at all of it
 * runs while it is disabled, as MicroProfile Telemetry has it by default.
 */
@Singleton
class Telemetry {
  private static final long FLUSH_SECONDS = 5;

  /** Traces only, over HTTP with the JDK's own client; a variable of the operator wins. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "quorate",
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  private final @Nullable OpenTelemetrySdk sdk;
  private final Tracer tracer;

  @Inject
  Telemetry(@ConfigProperty(name = "otel.sdk.disabled", defaultValue = "true") boolean disabled) {
    this.sdk =
        disabled
            ? null
            : AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    TracerProvider provider = sdk == null ? TracerProvider.noop() : sdk.getTracerProvider();
    this.tracer = provider.get("dev.quorate");
  }

  /** Makes spans; without effect while tracing is off. */
  Tracer tracer() {
    return tracer;
  }

  /** What is not exported yet gets a moment. */
  @PreDestroy
  void close() {
    if (sdk != null) {
      sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }
}
