package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.CatalogRows;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.CatalogStore;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** What the platform admin may do to providers. */
@Singleton
class ProviderAdmin {
  private final CatalogStore store;
  private final LiveCatalog catalog;
  private final ProviderFields fields;
  private final Clock clock;

  @Inject
  ProviderAdmin(CatalogStore store, LiveCatalog catalog, ProviderFields fields, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.fields = fields;
    this.clock = clock;
  }

  CatalogProvider create(Fields body) {
    CatalogProvider provider = fields.read(body, now());
    return written(change -> {
      if (change.before().provider(provider.id()) != null) {
        throw ErrorCode.CONFLICT.because("id", "A provider '" + provider.id() + "' exists.");
      }
      change.insert(provider);
      return provider;
    });
  }

  CatalogProvider update(String id, Fields body) {
    return written(change -> {
      CatalogProvider changed = fields.patched(row(change.before(), id), body, now());
      body.refuseOthers();
      change.update(changed);
      return changed;
    });
  }

  void delete(String id) {
    CatalogProvider _ =
        written(change -> {
          CatalogProvider row = row(change.before(), id);
          requireUnused(change.before(), id);
          change.deleteProvider(id);
          return row;
        });
  }

  private CatalogProvider written(Function<CatalogStore.Change, CatalogProvider> write) {
    CatalogProvider result = store.change(write);
    CatalogSnapshot _ = catalog.freshest();
    return result;
  }

  /** The row to change; a provider of the environment has none. */
  private CatalogProvider row(CatalogRows rows, String id) {
    CatalogProvider row = rows.provider(id);
    if (row != null) {
      return row;
    }
    if (catalog.assemble(rows).provider(id) == null) {
      throw unknown(id);
    }
    throw ErrorCode.CONFLICT.because(
        "The provider '"
            + id
            + "' is made by the environment; change it there, or create one of"
            + " the same id to take its place.");
  }

  static GatewayException unknown(String id) {
    return ErrorCode.NOT_FOUND.because("There is no provider '" + shown(id) + "'.");
  }

  private static String shown(String id) {
    return ProviderFields.ID.matcher(id).matches() ? id : "…";
  }

  private void requireUnused(CatalogRows rows, String id) {
    boolean environmentTakesOver = catalog.assemble(rows.withoutProvider(id)).provider(id) != null;
    if (environmentTakesOver) {
      return;
    }
    for (CatalogModel model : rows.models()) {
      if (model.offers().stream().anyMatch(offer -> offer.provider().equals(id))) {
        throw ErrorCode.CONFLICT.because(
            "The provider '"
                + id
                + "' still serves '"
                + model.id()
                + "'; delete its models first.");
      }
    }
  }

  /** PostgreSQL keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
