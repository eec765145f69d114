package dev.quorate.billing.recovery;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Leases in the database, by its clock. */
@Singleton
class NodeLeaseStore implements NodeLeases {
  private static final String RENEW =
      """
      INSERT INTO ledger_node (node_id) VALUES (:node)
      ON CONFLICT (node_id) DO UPDATE SET seen_at = clock_timestamp() WHERE ledger_node.lost_at IS NULL
      """;
  private static final String SILENT =
      """
      SELECT node_id FROM ledger_node
      WHERE lost_at IS NULL AND seen_at < clock_timestamp() - CAST(:silence AS double precision) * INTERVAL '1 ms'
      ORDER BY node_id
      """;

  /** Whoever changes the row has found it first; the others find it changed. */
  private static final String TAKE_FOR_DEAD =
      """
      UPDATE ledger_node SET lost_at = clock_timestamp()
      WHERE node_id = :node AND lost_at IS NULL
        AND seen_at < clock_timestamp() - CAST(:silence AS double precision) * INTERVAL '1 ms'
      """;

  private static final String END = "SELECT calls, requests FROM quorate_end_open_requests(:node)";
  private static final String FORGET =
      "DELETE FROM ledger_node WHERE lost_at < clock_timestamp() - INTERVAL '7 days'";

  private final UnitOfWork units;

  @Inject
  NodeLeaseStore(UnitOfWork units) {
    this.units = units;
  }

  @Override
  public boolean renew(UUID node) {
    return units.onPlatform(
        Door.SETTLEMENT,
        session ->
            session.createNativeMutationQuery(RENEW).setParameter("node", node).executeUpdate()
                == 1);
  }

  @Override
  public Ended endLost(Duration silence) {
    double millis = silence.toMillis();
    List<UUID> silent =
        units.onPlatform(
            Door.SETTLEMENT,
            session ->
                session
                    .createNativeQuery(SILENT, UUID.class)
                    .setParameter("silence", millis)
                    .getResultList());
    Ended ended = Ended.NOTHING;
    for (UUID node : silent) {
      ended = ended.plus(takeForDead(node, millis));
    }
    return ended;
  }

  private Ended takeForDead(UUID node, double millis) {
    return units.onPlatform(
        Door.SETTLEMENT,
        session -> {
          int found =
              session
                  .createNativeMutationQuery(TAKE_FOR_DEAD)
                  .setParameter("node", node)
                  .setParameter("silence", millis)
                  .executeUpdate();
          return found == 0 ? Ended.NOTHING : end(session, node, 1);
        });
  }

  @Override
  public Ended leave(UUID node) {
    return units.onPlatform(
        Door.SETTLEMENT,
        session -> {
          session
              .createNativeMutationQuery(
                  "UPDATE ledger_node SET lost_at = clock_timestamp() WHERE node_id = :node AND"
                      + " lost_at IS NULL")
              .setParameter("node", node)
              .executeUpdate();
          return end(session, node, 1);
        });
  }

  @Override
  public Ended endExpired() {
    return units.onPlatform(
        Door.SETTLEMENT,
        session -> {
          session.createNativeMutationQuery(FORGET).executeUpdate();
          return end(session, null, 0);
        });
  }

  private static Ended end(StatelessSession session, @Nullable UUID node, int nodes) {
    Object[] row =
        session
            .createNativeQuery(END, Object[].class)
            .setParameter("node", node, UUID.class)
            .getSingleResult();
    return new Ended(nodes, ((Number) row[0]).longValue(), ((Number) row[1]).longValue());
  }
}
