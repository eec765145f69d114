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
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.AuditLog;
import dev.quorate.tenancy.audit.Change;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the platform admin may do to providers. */
@Singleton
class ProviderAdmin {
  private final CatalogStore store;
  private final LiveCatalog catalog;
  private final ProviderFields fields;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  ProviderAdmin(
      CatalogStore store, LiveCatalog catalog, ProviderFields fields, AuditLog audit, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.fields = fields;
    this.audit = audit;
    this.clock = clock;
  }

  CatalogProvider create(Actor actor, Fields body) {
    CatalogProvider provider = fields.read(body, now());
    return written(
        actor,
        "provider.create",
        change -> {
          if (change.before().provider(provider.id()) != null) {
            throw ErrorCode.CONFLICT.because("id", "A provider '" + provider.id() + "' exists.");
          }
          change.insert(provider);
          return new Written(null, provider);
        });
  }

  CatalogProvider update(Actor actor, String id, Fields body) {
    return written(
        actor,
        "provider.update",
        change -> {
          CatalogProvider row = row(change.before(), id);
          CatalogProvider changed = fields.patched(row, body, now());
          body.refuseOthers();
          change.update(changed);
          return new Written(row, changed);
        });
  }

  void delete(Actor actor, String id) {
    CatalogProvider _ =
        written(
            actor,
            "provider.delete",
            change -> {
              CatalogProvider row = row(change.before(), id);
              requireUnused(change.before(), id);
              change.deleteProvider(id);
              return new Written(row, null);
            });
  }

  /** A row before and after; one of them is there. */
  private record Written(@Nullable CatalogProvider before, @Nullable CatalogProvider after) {
    CatalogProvider row() {
      return after == null ? Objects.requireNonNull(before) : after;
    }
  }

  private CatalogProvider written(
      Actor actor, String action, Function<CatalogStore.Change, Written> write) {
    Written written = store.change(write);
    CatalogSnapshot _ = catalog.freshest();
    audit.record(
        actor,
        null,
        Change.between(
            action,
            "provider",
            written.row().id(),
            CatalogTold.of(written.before(), null),
            CatalogTold.of(written.after(), written.before())));
    return written.row();
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
