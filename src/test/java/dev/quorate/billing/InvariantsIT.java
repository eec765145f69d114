package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.judge;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.opening;
import static dev.quorate.billing.LedgerFixtures.panel;
import static dev.quorate.billing.LedgerFixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every invariant is green on a sound ledger and red on the fault it is there for. */
class InvariantsIT {
  private static final String OTHER_WORKSPACE = " SET workspace_id = gen_random_uuid()";
  private static FreshDatabase database;

  @BeforeAll
  static void oneSoundRun() throws SQLException {
    database = FreshDatabase.create();
    try (RunningLedger running = RunningLedger.on(database)) {
      OpenRequest request =
          running.ledger().open(opening(attribution(), usd("0.1"), panel(0), panel(1)));
      CommittedIntent retry = request.next(panel(1).nextAttempt());
      CommittedIntent judge = request.next(judge());
      for (CommittedIntent intent :
          List.of(request.firstWave().get(0), request.firstWave().get(1), retry, judge)) {
        intent.spend();
        request.settle(intent, ok(100, 10));
      }
      request.close(RequestStatus.COMPLETED, Set.of(judge.callId()));
    }
  }

  @Test
  void aSoundLedgerBreaksNone() throws SQLException {
    try (Connection application = database.connectAsSystem()) {
      assertThat(Invariants.broken(application)).isEmpty();
    }
  }

  @Test
  void everyInvariantFindsItsFault() throws SQLException {
    Map<String, String> faults = faults();
    assertThat(faults.keySet()).isEqualTo(Invariants.names());

    for (Map.Entry<String, String> fault : faults.entrySet()) {
      assertThat(brokenAfter(fault.getValue())).as(fault.getValue()).contains(fault.getKey());
    }
  }

  /** The fault is planted as the owner, past triggers and foreign keys, and then rolled back. */
  private static Set<String> brokenAfter(String fault) throws SQLException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("SET LOCAL session_replication_role = replica");
      for (String table :
          List.of(
              "inference_request",
              "request_end",
              "hold",
              "hold_end",
              "call_intent",
              "call_settlement")) {
        statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER append_only");
      }
      statement.execute(fault);
      Set<String> broken = Invariants.broken(owner);
      owner.rollback();
      return broken;
    }
  }

  private static Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>();
    aboutLines(faults);
    aboutAmounts(faults);
    aboutOwners(faults);
    aboutHolds(faults);
    aboutBudgets(faults);
    aboutSums(faults);
    return faults;
  }

  private static void aboutBudgets(Map<String, String> faults) {
    faults.put("L10 reserved is not the sum of draws", budget("0.0000000001", "0", "9"));
    faults.put(
        "L10 draw of an ended or unknown hold",
        "INSERT INTO budget_draw SELECT workspace_id, hold_id, gen_random_uuid(), placed_at,"
            + " amount_usd FROM hold");
    faults.put("L11 cap overrun", budget("0", "1", "0.9"));
    faults.put("L11 spent is not the sum of holds", budget("0", "0.0000000001", "9"));
  }

  /** A lifetime budget of the workspace that says of its one period what is given. */
  private static String budget(String reserved, String spent, String bound) {
    return """
    INSERT INTO budget (workspace_id, budget_id, scope, scope_id, period, cap_usd, mode)
    SELECT DISTINCT workspace_id, workspace_id, 'workspace', workspace_id, 'lifetime', 9, 'hard' FROM hold;
    INSERT INTO budget_period (workspace_id, budget_id, starts_at, reserved_usd, spent_usd, bound_usd)
    SELECT workspace_id, budget_id, quorate_period_start('lifetime', now()), %s, %s, %s FROM budget
    """
        .formatted(reserved, spent, bound);
  }

  private static void aboutSums(Map<String, String> faults) {
    faults.put(
        "L4 roll-up is not the sum of lines",
        "SELECT quorate_usage_roll(1000); UPDATE usage_rollup SET cost_usd = cost_usd +"
            + " 0.0000000001");
    faults.put(
        "L4 statement is not the sum of lines",
        "INSERT INTO statement (workspace_id, month, calls, cost_usd, billed_cost_usd,"
            + " adjustments_usd, amount_due_usd, closed_by) SELECT DISTINCT workspace_id, DATE"
            + " '2020-01-01', 0, 0.0000000001, 0, 0, 0, 'test' FROM hold");
  }

  private static void aboutLines(Map<String, String> faults) {
    faults.put("L1 settled without intent", "DELETE FROM call_intent WHERE role = 'judge'");
    faults.put(
        "L1 settled before intended",
        "UPDATE call_settlement SET settled_at = settled_at - interval '1 hour'");
    faults.put("L1 intent without request", "DELETE FROM inference_request");
    faults.put("L2 settled twice", onAnotherDay("INSERT INTO call_settlement SELECT"));
    faults.put("L2 ended request with open call", "DELETE FROM call_settlement");
    faults.put("L7 table can be changed", "GRANT DELETE ON call_intent TO quorate_app");
    faults.put("L13 attempts with a gap", "UPDATE call_intent SET attempt = attempt * 2");
    faults.put(
        "L14 settlement on another day",
        "ALTER TABLE call_settlement DROP CONSTRAINT call_settlement_day;"
            + " UPDATE call_settlement SET day = day + 40");
  }

  private static String onAnotherDay(String insert) {
    return "ALTER TABLE call_settlement DROP CONSTRAINT call_settlement_day; "
        + insert
        + " workspace_id, call_id, day + 40, outcome, input_tokens, cache_read_tokens,"
        + " cache_write_tokens, output_tokens, reasoning_tokens, usage_source, amount_usd,"
        + " exposure_usd, clamped, provider_request_id, upstream_status, latency_ms,"
        + " first_token_ms, settled_at, xid FROM call_settlement";
  }

  private static void aboutAmounts(Map<String, String> faults) {
    faults.put(
        "L4 spent is not the sum of lines",
        "UPDATE hold_end SET spent_usd = spent_usd + 0.0000000001");
    faults.put(
        "L5 negative or unrounded",
        "ALTER TABLE call_settlement DROP CONSTRAINT call_settlement_amount_usd_check;"
            + " UPDATE call_settlement SET amount_usd = -amount_usd");
    faults.put("L5 adjusted below zero", adjusting("call_id", "-1"));
    faults.put(
        "L6 amount does not recompute",
        "UPDATE call_settlement SET amount_usd = amount_usd + 0.0000000001");
    faults.put(
        "L12 answer without usage",
        "ALTER TABLE call_settlement DROP CONSTRAINT call_settlement_none_is_free;"
            + " UPDATE call_settlement SET usage_source = 'none', amount_usd = 0,"
            + " input_tokens = 0, output_tokens = 0");
    faults.put(
        "L12 usage without source",
        "ALTER TABLE call_settlement DROP CONSTRAINT call_settlement_none_is_free;"
            + " UPDATE call_settlement SET usage_source = 'none'");
  }

  private static String adjusting(String call, String delta) {
    return "INSERT INTO call_adjustment (workspace_id, adjustment_id, day, call_id, delta_usd,"
        + " reason, actor) SELECT workspace_id, call_id, day, "
        + call
        + ", "
        + delta
        + ", 'test', 'test' FROM call_intent";
  }

  private static void aboutOwners(Map<String, String> faults) {
    faults.put(
        "L4 line and request disagree", "UPDATE call_intent SET project_id = gen_random_uuid()");
    faults.put("L8 intent of a foreign request", "UPDATE call_intent" + OTHER_WORKSPACE);
    faults.put("L8 settlement of a foreign call", "UPDATE call_settlement" + OTHER_WORKSPACE);
    faults.put("L8 adjustment of a foreign call", adjusting("gen_random_uuid()", "1"));
    faults.put("L8 hold of a foreign request", "UPDATE hold" + OTHER_WORKSPACE);
    faults.put("L8 foreign parent", "UPDATE call_intent SET parent_call_id = gen_random_uuid()");
  }

  private static void aboutHolds(Map<String, String> faults) {
    faults.put("L10 ended request with open hold", "DELETE FROM hold_end");
    faults.put("L10 hold without request", "UPDATE hold SET request_id = gen_random_uuid()");
    faults.put("L10 spent more than held", "UPDATE hold SET amount_usd = 0");
  }
}
