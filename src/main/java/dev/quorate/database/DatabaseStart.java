package dev.quorate.database;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The order of a start: look at the database, migrate, map, then tell the other rooms. It runs
 * before the first request, and what it throws stops the application.
 */
@Singleton
class DatabaseStart {
  private final Requirements requirements;
  private final Schema schema;
  private final Mapping mapping;
  private final Event<DatabaseReady> ready;

  @Inject
  DatabaseStart(
      Requirements requirements, Schema schema, Mapping mapping, Event<DatabaseReady> ready) {
    this.requirements = requirements;
    this.schema = schema;
    this.mapping = mapping;
    this.ready = ready;
  }

  void start(@Observes @Priority(1) Startup startup) {
    requirements.check();
    schema.migrate();
    mapping.build();
    ready.fire(new DatabaseReady(requirements.now()));
  }

  /** Last of all observers: other rooms write their last lines before. */
  void stop(@Observes @Priority(Integer.MAX_VALUE) Shutdown shutdown) {
    mapping.close();
  }
}
