package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A database that is stopped dead under load, and connections that are cut between a commit and its
 * answer: afterwards the provider's log and the ledger are the same, one to one. No process dies,
 * so nothing may be unknown.
 */
class DatabaseFaultsSoak {
  private static final int OUTAGES = Integer.getInteger("soak.outages", 20);
  private static final int CUTS = Integer.getInteger("soak.cuts", 20);
  private static final int CALLERS = 8;

  /** Calls between two faults. */
  private static final int BETWEEN = 15;

  private static final String MODEL = "fake/steady";

  /** In a thousandth of a millionth of a dollar, so that it is a whole number. */
  private static final String UNSPENT =
      "SELECT ((SELECT coalesce(sum(spent_usd), 0) FROM budget_period)"
          + " - (SELECT coalesce(sum(amount_usd), 0) FROM call_settlement)) * 1e10";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static FakeProvider provider;
  private static HttpClient client;
  private static CutProxy proxy;
  private static OwnServer server;
  private static TestServer known;
  private static Tenant tenant;

  @BeforeAll
  static void start() throws IOException {
    provider = FakeProvider.start();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    OwnServer prepared =
        OwnServer.prepare("quorate-faults", Map.of("QUORATE_JVM_OPTIONS", "-Xmx600m"));
    String url = prepared.postgres().url();
    proxy = CutProxy.before(URI.create(url.substring("jdbc:".length())).getPort());
    server = prepared.through(proxy.port());
    server.start();
    known = TestServer.of(server);
    Stage stage = Stage.on(server, provider, client);
    stage.addProvider("fake", provider.baseUrl());
    provider.script(MODEL, FakeAnswer.text("steady").usage(100, 20).afterMillis(50));
    stage.modelOf("fake", "steady");
    tenant = stage.tenant();
    tenant
        .api()
        .send(
            "PUT",
            "/v1/budgets",
            "{\"scope\":\"workspace\",\"scope_id\":\"%s\",\"period\":\"lifetime\",\"cap_usd\":\"1000\"}"
                .formatted(tenant.workspaceId()),
            List.of())
        .expect(200);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    server.postgres().stop();
    proxy.close();
    client.close();
    provider.close();
  }

  @Test
  void aDatabaseStoppedDeadLosesAndDoublesNothing() throws SQLException {
    underLoad(
        "stopped dead",
        OUTAGES,
        turn -> {
          server.postgres().stopImmediately();
          // Asking for it starts it.
          assertThat(server.postgres().url()).isNotEmpty();
        });
  }

  @Test
  void aCutBetweenCommitAndAnswerLosesAndDoublesNothing() throws SQLException {
    underLoad(
        "cut",
        CUTS,
        turn -> proxy.cut(turn % 2 == 0 ? CutProxy.Moment.LEDGER : CutProxy.Moment.UNIT));
  }

  private interface Fault {
    void happens(int turn);
  }

  /** After each fault the load ends, and the two logs are compared before the next one. */
  private static void underLoad(String what, int times, Fault fault) throws SQLException {
    AtomicLong answered = new AtomicLong();
    long slowest = 0;
    for (int turn = 0; turn < times; turn++) {
      duringOne(fault, turn, answered);
      long quiet = System.nanoTime();
      Await.until(Duration.ofSeconds(60), () -> open() == 0);
      slowest = Math.max(slowest, System.nanoTime() - quiet);
      SideBySide both = SideBySide.of(known, provider, MODEL);
      both.expectOneToOne();
      assertThat(both.lines("unknown")).as("lost").isZero();
      assertThat(count("SELECT coalesce(sum(reserved_usd), 0) FROM budget_period")).isZero();
      assertThat(count(UNSPENT)).as("spent beside the lines").isZero();
      Invariants.expectNoneBroken(known);
    }
    System.out.printf(
        "%s %d times under load: %d answered; %s; nothing open after %d ms at most%n",
        what,
        times,
        answered.get(),
        SideBySide.of(known, provider, MODEL),
        Duration.ofNanos(slowest).toMillis());
  }

  private static void duringOne(Fault fault, int turn, AtomicLong answered) {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> work(over, answered));
      }
      awaitMore();
      fault.happens(turn);
      awaitMore();
      over.set(true);
    }
  }

  private static void awaitMore() {
    long seen = provider.calls(MODEL).size();
    Await.until(PATIENCE, () -> provider.calls(MODEL).size() >= seen + BETWEEN);
  }

  private static void work(AtomicBoolean over, AtomicLong answered) {
    String body = Bodies.fusionChat(List.of(MODEL, MODEL), MODEL);
    while (!over.get()) {
      if (tenant.chat(body).status() == 200) {
        answered.incrementAndGet();
      }
    }
  }

  private static long open() {
    return count(
        "SELECT (SELECT count(*) FROM call_intent i WHERE NOT EXISTS (SELECT FROM call_settlement s"
            + " WHERE (s.workspace_id, s.call_id, s.day) = (i.workspace_id, i.call_id, i.day)))"
            + " + (SELECT count(*) FROM hold h WHERE NOT EXISTS (SELECT FROM hold_end e"
            + " WHERE (e.workspace_id, e.hold_id, e.day) = (h.workspace_id, h.hold_id, h.day)))"
            + " + (SELECT count(*) FROM inference_request r WHERE NOT EXISTS (SELECT FROM"
            + " request_end e WHERE (e.workspace_id, e.request_id, e.day) = (r.workspace_id,"
            + " r.request_id, r.day)))");
  }

  private static long count(String sql) {
    try (Connection owner = known.asOwner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBigDecimal(1).longValueExact();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
