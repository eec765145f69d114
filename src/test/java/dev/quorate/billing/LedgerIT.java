package dev.quorate.billing;

import static dev.quorate.billing.LedgerFixtures.attribution;
import static dev.quorate.billing.LedgerFixtures.direct;
import static dev.quorate.billing.LedgerFixtures.judge;
import static dev.quorate.billing.LedgerFixtures.ok;
import static dev.quorate.billing.LedgerFixtures.opening;
import static dev.quorate.billing.LedgerFixtures.panel;
import static dev.quorate.billing.LedgerFixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writer on a real database: everything asked for is there, once, and the sums agree. */
class LedgerIT {
  private final FreshDatabase database = FreshDatabase.create();
  private final RunningLedger running = RunningLedger.on(database);
  private final Ledger ledger = running.ledger();

  @AfterEach
  void everyInvariantHoldsAtTheEnd() throws SQLException {
    running.close();
    try (Connection owner = database.connectAsOwner()) {
      assertThat(Invariants.broken(owner)).isEmpty();
    }
  }

  @Test
  void aDirectCallIsTwoCommitsAndSixRows() throws SQLException {
    OpenRequest request = ledger.open(opening(attribution(), direct()));
    CommittedIntent intent = request.firstWave().getFirst();
    intent.spend();
    request.settle(intent, ok(1000, 40));
    request.close(RequestStatus.COMPLETED, Set.of(intent.callId()));

    assertThat(running.counts().commits).hasValue(2);
    assertThat(running.counts().rows).hasValue(6);
    assertThat(running.query("SELECT amount_usd FROM call_settlement"))
        .containsExactly("0.0029000000");
    assertThat(running.query("SELECT used_call_ids FROM request_end"))
        .containsExactly("{" + intent.callId() + "}");
    assertThat(running.query("SELECT tags ->> 'it''s' FROM call_intent"))
        .containsExactly("\"quoted\", {odd}");
  }

  @Test
  void fewRowsAndManyAreStoredAlike() throws SQLException {
    Attribution attribution = attribution();
    PlannedCall[] seats =
        IntStream.range(0, 40).mapToObj(LedgerFixtures::panel).toArray(PlannedCall[]::new);

    OpenRequest small = ledger.open(opening(attribution, seats[0]));
    OpenRequest large = ledger.open(opening(attribution, seats));
    small.close(RequestStatus.FAILED, Set.of());
    large.close(
        RequestStatus.FAILED,
        Set.copyOf(large.firstWave().stream().map(CommittedIntent::callId).toList()));

    String same =
        "SELECT DISTINCT (tags, provider, price_input_per_million, price_cache_read_per_million,"
            + " price_reasoning_per_million, input_bound, project_id, test, role)::text"
            + " FROM call_intent";
    assertThat(running.query(same)).hasSize(1);
    assertThat(running.query("SELECT cardinality(used_call_ids) FROM request_end ORDER BY 1"))
        .containsExactly("0", "40");
  }

  @Test
  void sixtyFourWritersLoseNothingAndWriteNothingTwice() throws Exception {
    int writers = 64;
    int each = 200;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Money>> spent =
          IntStream.range(0, writers)
              .mapToObj(writer -> threads.submit(() -> fusions(each)))
              .toList();
      Money total = Money.ZERO;
      for (Future<Money> future : spent) {
        total = total.plus(future.get());
      }

      long requests = (long) writers * each;
      assertThat(running.count("inference_request")).isEqualTo(requests);
      assertThat(running.count("request_end")).isEqualTo(requests);
      assertThat(running.count("call_intent")).isEqualTo(3 * requests);
      assertThat(running.count("call_settlement")).isEqualTo(3 * requests);
      assertThat(running.query("SELECT sum(amount_usd) FROM call_settlement"))
          .containsExactly(total.usd().toPlainString());
    }
  }

  private Money fusions(int times) {
    Money spent = Money.ZERO;
    Attribution attribution = attribution();
    for (int at = 0; at < times; at++) {
      OpenRequest request = ledger.open(opening(attribution, usd("0.02"), panel(0), panel(1)));
      for (CommittedIntent intent : request.firstWave()) {
        intent.spend();
        spent = spent.plus(request.settle(intent, ok(100 + at, 10)).amount());
        request.settle(intent, ok(1, 1));
      }
      CommittedIntent judge = request.next(judge());
      judge.spend();
      spent = spent.plus(request.settle(judge, ok(200, at)).amount());
      request.close(RequestStatus.COMPLETED, Set.of(judge.callId()));
    }
    return spent;
  }

  @Test
  void aBrokenConnectionIsReplacedAndNothingIsLostOrDoubled() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Money>> runs =
          IntStream.range(0, 8).mapToObj(run -> threads.submit(() -> fusions(100))).toList();
      while (running.counts().failures.get() < 5) {
        running.breakConnections();
      }
      for (Future<Money> run : runs) {
        run.get();
      }
    }

    assertThat(running.count("inference_request")).isEqualTo(800);
    assertThat(running.count("request_end")).isEqualTo(800);
    assertThat(running.count("call_settlement")).isEqualTo(2400);
  }

  @Test
  void whatTheDatabaseRefusesHarmsNobodyElse() throws SQLException {
    OpenRequest good = ledger.open(opening(attribution(), direct()));
    PlannedCall impossible =
        new PlannedCall(direct().role(), null, -1, 0, null, direct().model(), 10, 10);

    assertThatThrownBy(() -> ledger.open(opening(attribution(), impossible)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
    good.close(RequestStatus.CANCELLED, Set.of());

    assertThat(running.count("inference_request")).isEqualTo(1);
    assertThat(running.count("request_end")).isEqualTo(1);
  }

  @Test
  void textNoDatabaseWouldTakeIsStoredAllTheSame() throws SQLException {
    Attribution attribution = attribution();
    ledger.refuse(
        new RequestRefusal(
            RequestId.create(LedgerFixtures.CLOCK),
            attribution,
            "responses",
            "nul \u0000 half \ud83d",
            null,
            Instant.now(),
            ErrorCode.MODEL_NOT_FOUND));
    ledger.open(opening(attribution, direct())).close(RequestStatus.FAILED, Set.of());

    assertThat(running.query("SELECT model_asked FROM inference_request ORDER BY request_id"))
        .containsExactly("nul \ufffd half \ufffd", "fusion");
  }

  @Test
  void clampedUnknownAndTestLinesRecompute() throws SQLException {
    OpenRequest request =
        ledger.open(opening(attribution(), usd("0.1"), panel(0), panel(1), panel(2)));
    request.firstWave().forEach(CommittedIntent::spend);
    request.settle(request.firstWave().get(0), ok(1_000_000, 7));
    request.settle(
        request.firstWave().get(1),
        CallEnding.free(CallOutcome.UNKNOWN, null, Duration.ofMillis(5)));
    request.close(RequestStatus.FAILED, Set.of());
    Attribution test = attribution(new WorkspaceId(UuidV7.create(LedgerFixtures.CLOCK)), true);
    OpenRequest free = ledger.open(opening(test, direct()));
    free.firstWave().getFirst().spend();
    free.settle(free.firstWave().getFirst(), ok(10, 10));
    free.close(RequestStatus.COMPLETED, Set.of());

    assertThat(running.query("SELECT count(*) FROM call_settlement WHERE clamped"))
        .containsExactly("1");
    assertThat(running.query("SELECT count(*) FROM call_settlement WHERE exposure_usd > 0"))
        .containsExactly("3");
    assertThat(running.query("SELECT amount_usd FROM hold WHERE amount_usd = 0")).hasSize(1);
  }
}
