package dev.quorate.usage.rollup;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hibernate.StatelessSession;

/** Asks the database to move the roll-ups forward. */
@Singleton
public class RollupStore {
  /** A transaction is taken whole, and one that imports may be large. */
  private static final String PATIENCE = "SET LOCAL statement_timeout = '10min'";

  private final UnitOfWork units;

  @Inject
  public RollupStore(UnitOfWork units) {
    this.units = units;
  }

  /**
   * Takes about so many ledger rows; fewer when there are no more.
   *
   * @return what it changed, in lines; 0 when there is nothing to do, or another node is at it
   */
  public long roll(int rows) {
    return units.onPlatform(Door.SETTLEMENT, session -> roll(session, rows));
  }

  private static long roll(StatelessSession session, int rows) {
    var _ = session.createNativeMutationQuery(PATIENCE).executeUpdate();
    return session
        .createNativeQuery("SELECT coalesce(quorate_usage_roll(:rows), 0)", Long.class)
        .setParameter("rows", rows)
        .getSingleResult();
  }
}
