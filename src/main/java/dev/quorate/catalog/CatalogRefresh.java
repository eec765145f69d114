package dev.quorate.catalog;

import dev.quorate.database.DatabaseReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Loads the catalogue at start and then again and again, for what other nodes wrote. A database
 * that is away leaves the last snapshot in use.
 */
@Singleton
class CatalogRefresh {
  private static final System.Logger LOG = System.getLogger(CatalogRefresh.class.getName());

  private final LiveCatalog catalog;
  private final long periodMillis;
  private final ScheduledExecutorService scheduler;
  private boolean failing;

  @Inject
  CatalogRefresh(
      LiveCatalog catalog, @ConfigProperty(name = "quorate.catalog.refresh-ms") long periodMillis) {
    if (periodMillis < 100 || periodMillis > 3_600_000) {
      throw new IllegalArgumentException(
          "quorate.catalog.refresh-ms must be from 100 to 3600000, not " + periodMillis);
    }
    this.catalog = catalog;
    this.periodMillis = periodMillis;
    this.scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("quorate-catalog-refresh").factory());
  }

  void start(@Observes @Priority(200) DatabaseReady ready) {
    catalog.reload();
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::refresh, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void refresh() {
    try {
      catalog.reload();
      if (failing) {
        LOG.log(System.Logger.Level.INFO, "The catalogue is refreshed again.");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The catalogue cannot be refreshed; the last one stays in use.",
            e);
      }
      failing = true;
    }
  }

  @PreDestroy
  void stop() {
    scheduler.shutdownNow();
  }
}
