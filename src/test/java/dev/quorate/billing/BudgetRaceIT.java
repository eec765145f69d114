package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.system.Await;
import dev.quorate.system.FreshDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request ends in the middle of the making of a budget that it falls under. */
class BudgetRaceIT {
  private final FreshDatabase database = FreshDatabase.create();
  private final RunningLedger running = RunningLedger.on(database);
  private final Attribution attribution = attribution();
  private final UUID workspace = attribution.workspace().value();

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void whatTheBudgetDrewForItIsPosted() throws Exception {
    OpenRequest request = running.ledger().open(opening(attribution, direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();

    try (Connection maker = database.connectAsOwner()) {
      maker.setAutoCommit(false);
      makeBudget(maker);
      Thread ending =
          Thread.startVirtualThread(() -> {
            request.settle(intent, ok(1000, 40));
            request.close(RequestStatus.COMPLETED, Set.of(intent.callId()));
          });
      Await.until(Duration.ofSeconds(20), this::theWriterWaits);
      maker.commit();
      ending.join();
    }

    assertThat(running.query("SELECT reserved_usd FROM budget_period"))
        .singleElement()
        .satisfies(reserved -> assertThat(new BigDecimal(reserved)).isZero());
    assertThat(running.query("SELECT spent_usd FROM budget_period"))
        .isEqualTo(running.query("SELECT amount_usd FROM call_settlement"));
    try (Connection owner = database.connectAsOwner()) {
      assertThat(Invariants.broken(owner)).isEmpty();
    }
  }

  private boolean theWriterWaits() {
    try {
      return !running
          .query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
          .isEmpty();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** As the management does: alone with the workspace's budgets, open holds drawn at once. */
  private void makeBudget(Connection maker) throws SQLException {
    UUID budget = UuidV7.create(LedgerFixtures.CLOCK);
    try (Statement statement = maker.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_xact_lock(quorate_budget_lock('%s'))".formatted(workspace));
      statement.execute(
          """
          INSERT INTO budget (workspace_id, budget_id, scope, scope_id, period, cap_usd, mode)
          VALUES ('%s', '%s', 'workspace', '%s', 'lifetime', 100, 'hard')\
          """
              .formatted(workspace, budget, workspace));
      statement.execute(
          """
          INSERT INTO budget_draw (workspace_id, hold_id, budget_id, starts_at, amount_usd)
          SELECT workspace_id, hold_id, '%s', '1970-01-01Z', amount_usd FROM hold\
          """
              .formatted(budget));
      statement.execute(
          """
          INSERT INTO budget_period (workspace_id, budget_id, starts_at, reserved_usd, bound_usd)
          SELECT workspace_id, budget_id, starts_at, amount_usd, 100 FROM budget_draw\
          """);
    }
  }
}
