package dev.quorate.catalog;

import dev.quorate.database.DatabaseUnavailable;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The catalogue in memory. A reader takes the snapshot of that moment and never waits; whoever
 * changes rows calls {@link #reload}.
 */
@Singleton
public class LiveCatalog implements Catalog {
  private static final System.Logger LOG = System.getLogger(LiveCatalog.class.getName());

  private final ShippedCatalog shipped;
  private final EnvironmentProviders environment;
  private final CatalogStore store;
  private final Clock clock;

  /** One load at a time, so that an older one cannot replace a newer. */
  private final ReentrantLock loading = new ReentrantLock();

  private volatile CatalogSnapshot snapshot;

  @Inject
  LiveCatalog(
      ShippedCatalog shipped, EnvironmentProviders environment, CatalogStore store, Clock clock) {
    this.shipped = shipped;
    this.environment = environment;
    this.store = store;
    this.clock = clock;
    this.snapshot = assemble(CatalogRows.NONE);
  }

  @Override
  public PricedModel find(ModelSlug slug, String param, Predicate<String> own) {
    return snapshot.find(new CatalogSnapshot.Wanted(slug, param, own), clock.instant());
  }

  @Override
  public boolean hasOnlySandbox() {
    return snapshot.providers().stream()
        .allMatch(provider -> provider.id().equals(CatalogProvider.SANDBOX));
  }

  /** What this node knows now; at most one refresh behind the other nodes. */
  public CatalogSnapshot snapshot() {
    return snapshot;
  }

  /**
   * What stands in the database now.
   *
   * @throws dev.quorate.database.DatabaseUnavailable the last snapshot stays in use
   */
  public CatalogSnapshot reload() {
    loading.lock();
    try {
      CatalogSnapshot loaded = assemble(store.load());
      snapshot = loaded;
      return loaded;
    } finally {
      loading.unlock();
    }
  }

  /** What stands in the database now, or what this node last knew when the database is away. */
  public CatalogSnapshot freshest() {
    try {
      return reload();
    } catch (DatabaseUnavailable e) {
      LOG.log(System.Logger.Level.WARNING, "The catalogue was not reloaded.", e);
      return snapshot;
    }
  }

  /** Shipped entries and environment, with rows of the same id in their place. */
  public CatalogSnapshot assemble(CatalogRows rows) {
    List<CatalogProvider> providers = new ArrayList<>(environment.providers());
    providers.addAll(rows.providers());
    List<CatalogModel> models = new ArrayList<>(shipped.models());
    models.addAll(rows.models());
    return new CatalogSnapshot(providers, models, new PriceBook(rows.prices()));
  }
}
