package dev.quorate.billing.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The months of the ledger's tables. The database makes them; this only asks for it. */
@Singleton
public class LedgerPartitionStore {
  private static final System.Logger LOG = System.getLogger(LedgerPartitionStore.class.getName());

  private final UnitOfWork units;

  @Inject
  LedgerPartitionStore(UnitOfWork units) {
    this.units = units;
  }

  /** Makes the partitions of the months around now that are not there yet. */
  public void makeMonths() {
    int made =
        units.onPlatform(
            Door.SETTLEMENT,
            session ->
                session
                    .createNativeQuery("SELECT quorate_make_ledger_partitions()", Integer.class)
                    .getSingleResult());
    if (made > 0) {
      LOG.log(System.Logger.Level.INFO, "{0} ledger partitions made.", made);
    }
  }
}
