package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.judge;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.system.FreshDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How much the product's own write path takes: holds on one workspace's budget, and lines. The
 * figures are printed, each the median of five, beside a loop of plain INSERTs on the same disk;
 * what is asserted is that nothing failed and every cent is where it belongs.
 */
class LedgerRateSoak {
  private static final int CALLERS = 200;
  private static final int PLAIN_WRITERS = 32;

  private final FreshDatabase database = FreshDatabase.create();
  private final RunningLedger running = RunningLedger.on(database);
  private final Ledger ledger = running.ledger();
  private final Attribution attribution = attribution();

  @BeforeEach
  void capTheWorkspace() throws SQLException {
    try (Connection owner = database.connectAsOwner();
        PreparedStatement insert =
            owner.prepareStatement(
                "INSERT INTO budget (workspace_id, budget_id, scope, scope_id, period, cap_usd,"
                    + " mode) VALUES (?, ?, 'workspace', ?, 'lifetime', 1000000, 'hard')")) {
      insert.setObject(1, attribution.workspace().value());
      insert.setObject(2, UuidV7.create(LedgerFixtures.CLOCK));
      insert.setObject(3, attribution.workspace().value());
      insert.execute();
    }
  }

  @AfterEach
  void nothingFailedAndEveryCentIsWhereItBelongs() throws SQLException {
    running.close();
    assertThat(running.counts().failures).as("conflicts and deadlocks").hasValue(0);
    assertThat(running.query("SELECT sum(reserved_usd) FROM budget_period").getFirst())
        .satisfies(reserved -> assertThat(new BigDecimal(reserved)).isZero());
    assertThat(running.query("SELECT sum(spent_usd) FROM budget_period"))
        .isEqualTo(running.query("SELECT sum(amount_usd) FROM call_settlement"));
    try (Connection owner = database.connectAsOwner()) {
      assertThat(Invariants.broken(owner)).isEmpty();
    }
  }

  @Test
  void holdsOnOneBudget() throws Exception {
    LoadRun.report("plain INSERT and commit, 32 writers", PLAIN_WRITERS, null, this::plainInserts);
    LoadRun.report("holds, 200 callers at once, no pause", CALLERS, null, () -> this::hold);
    LoadRun.report(
        "holds, 200 callers, 1 200 a second offered",
        CALLERS,
        Duration.ofNanos(1_000_000_000L * CALLERS / 1200),
        () -> this::hold);
  }

  @Test
  void linesOfFusionsOfEightAndTheirJudge() throws Exception {
    LoadRun.report("fusions, nine lines each, 200 callers", CALLERS, null, () -> this::fusion);
    assertThat(running.count("call_settlement")).isEqualTo(running.count("call_intent"));
  }

  /** A direct call's way through the ledger; what is timed is the wait for its hold. */
  private long hold() {
    return timed(direct());
  }

  private long fusion() {
    return timed(
        Stream.concat(IntStream.range(0, 8).mapToObj(LedgerFixtures::panel), Stream.of(judge()))
            .toArray(PlannedCall[]::new));
  }

  private long timed(PlannedCall... calls) {
    long start = System.nanoTime();
    OpenRequest request = ledger.open(opening(attribution, calls));
    final long took = System.nanoTime() - start;
    for (CommittedIntent intent : request.firstWave()) {
      intent.spend();
      request.settle(intent, ok(1000, 40));
    }
    Set<UUID> used =
        request.firstWave().stream().map(CommittedIntent::callId).collect(Collectors.toSet());
    request.close(RequestStatus.COMPLETED, used);
    return took;
  }

  /** What disk and database take without grouping: one row, one commit, a connection each. */
  private LoadRun.Work plainInserts() throws SQLException {
    Connection connection = database.connectAsOwner();
    try (Statement create = connection.createStatement()) {
      create.execute("SELECT pg_advisory_lock(1)");
      create.execute("CREATE TABLE IF NOT EXISTS plain_line (id uuid PRIMARY KEY, usd numeric)");
      create.execute("SELECT pg_advisory_unlock(1)");
    }
    PreparedStatement insert = connection.prepareStatement("INSERT INTO plain_line VALUES (?, 0)");
    return () -> {
      long start = System.nanoTime();
      insert.setObject(1, UuidV7.create(LedgerFixtures.CLOCK));
      insert.execute();
      return System.nanoTime() - start;
    };
  }
}
