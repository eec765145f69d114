package dev.quorate.database;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate, built in code after the migrations: a persistence.xml would be read before them. SQL
 * defines the schema; Hibernate only compares and refuses to start when the two differ.
 */
@Singleton
class Mapping {
  /** Rows sent to the database in one round trip. */
  private static final int BATCH = 100;

  private final Doors doors;
  private final Instance<EntityClasses> rooms;
  private volatile @Nullable SessionFactory factory;

  @Inject
  Mapping(Doors doors, @Any Instance<EntityClasses> rooms) {
    this.doors = doors;
    this.rooms = rooms;
  }

  void build() {
    List<Class<?>> entities =
        rooms.stream()
            .flatMap(room -> room.entityClasses().stream())
            .<Class<?>>map(entity -> entity)
            .toList();
    factory =
        new HibernatePersistenceConfiguration("quorate")
            .managedClasses(entities)
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, doors.pool(Door.SETTLEMENT))
            .property(AvailableSettings.JTA_PLATFORM, NoJtaPlatform.INSTANCE)
            .property(AvailableSettings.HBM2DDL_AUTO, "validate")
            .property(AvailableSettings.STATEMENT_BATCH_SIZE, BATCH)
            .property(AvailableSettings.JDBC_TIME_ZONE, "UTC")
            .property(AvailableSettings.JAKARTA_VALIDATION_MODE, "none")
            .property(AvailableSettings.JSON_FORMAT_MAPPER, "jackson3")
            .createEntityManagerFactory();
  }

  /** A session on a connection that the caller owns and closes. */
  StatelessSession open(Connection connection) {
    SessionFactory built = factory;
    if (built == null) {
      throw new IllegalStateException("The database is not ready yet.");
    }
    return built.withStatelessOptions().connection(connection).openStatelessSession();
  }

  boolean isBuilt() {
    return factory != null;
  }

  void close() {
    SessionFactory built = factory;
    factory = null;
    if (built != null) {
      built.close();
    }
  }
}
