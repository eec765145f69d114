package dev.quorate.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started means migrated and mapped; it stays so whatever the database does afterwards. */
@Startup
@Singleton
class DatabaseStarted implements HealthCheck {
  private final Mapping mapping;

  @Inject
  DatabaseStarted(Mapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("schema").status(mapping.isBuilt()).build();
  }
}
