package dev.quorate.http.shell;

import dev.quorate.http.Drain;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready any more from the moment the process is asked to stop, so that balancers turn away. */
@Readiness
@Singleton
public class TakesWork implements HealthCheck {
  private final Drain drain;

  @Inject
  TakesWork(Drain drain) {
    this.drain = drain;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("takes-work").status(!drain.isBegun()).build();
  }
}
