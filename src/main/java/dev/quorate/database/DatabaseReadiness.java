package dev.quorate.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means the ledger can be written: mapping built, and a statement answered just now. */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {
  private static final System.Logger LOG = System.getLogger(DatabaseReadiness.class.getName());
  private static final String NAME = "database";

  private final UnitOfWork unitOfWork;
  private final Mapping mapping;

  @Inject
  DatabaseReadiness(UnitOfWork unitOfWork, Mapping mapping) {
    this.unitOfWork = unitOfWork;
    this.mapping = mapping;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named(NAME).status(answers()).build();
  }

  private boolean answers() {
    if (!mapping.isBuilt()) {
      return false;
    }
    try {
      return unitOfWork.onPlatform(
          Door.SETTLEMENT,
          session -> session.createNativeQuery("SELECT true", Boolean.class).getSingleResult());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Not ready: the database does not answer.", e);
      return false;
    }
  }
}
