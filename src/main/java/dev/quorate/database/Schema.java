package dev.quorate.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the schema up to this version, as its owner. Two nodes that start at once take turns. */
@Singleton
class Schema {
  private static final System.Logger LOG = System.getLogger(Schema.class.getName());

  private final Doors doors;

  @Inject
  Schema(Doors doors) {
    this.doors = doors;
  }

  void migrate() {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(doors.owner())
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .failOnMissingLocations(true)
            .cleanDisabled(true)
            .load();
    MigrateResult result = flyway.migrate();
    requireMigrations(flyway);
    LOG.log(
        System.Logger.Level.INFO,
        "Schema at version {0}; {1} migrations applied now.",
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
  }

  /** On Liberty, Flyway finds nothing without its marker file, and only warns. */
  private static void requireMigrations(Flyway flyway) {
    if (flyway.info().all().length == 0) {
      throw new StartRefused(
          "No migrations were found in the WAR; db/migration/flyway.location is missing.");
    }
  }
}
