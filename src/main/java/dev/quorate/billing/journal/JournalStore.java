package dev.quorate.billing.journal;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Entries of a journal on their way into the ledger. */
@Singleton
class JournalStore implements JournalReplay.Ledger {
  private static final String REPLAY =
      "SELECT written, adjusted, foreign_rows FROM quorate_replay_journal(CAST(:entries AS jsonb))";

  private final UnitOfWork units;

  @Inject
  JournalStore(UnitOfWork units) {
    this.units = units;
  }

  @Override
  public JournalReplay.Told write(List<String> entries) {
    return units.onPlatform(
        Door.SETTLEMENT,
        session -> {
          Object[] row =
              session
                  .createNativeQuery(REPLAY, Object[].class)
                  .setParameter("entries", "[" + String.join(",", entries) + "]")
                  .getSingleResult();
          return new JournalReplay.Told(number(row[0]), number(row[1]), number(row[2]));
        });
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
