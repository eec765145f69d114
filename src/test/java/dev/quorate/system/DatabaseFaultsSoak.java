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
    provider.script("fake/steady", FakeAnswer.text("steady").usage(100, 20).afterMillis(50));
    stage.modelOf("fake", "steady");
    tenant = stage.tenant();
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

  private static void underLoad(String what, int times, Fault fault) throws SQLException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    long seenBefore = seen();
    long linesBefore = lines("<> 'not_sent'");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> work(over, answered));
      }
      for (int turn = 0; turn < times; turn++) {
        long seen = seen();
        Await.until(PATIENCE, () -> seen() >= seen + BETWEEN);
        fault.happens(turn);
      }
      long seen = seen();
      Await.until(PATIENCE, () -> seen() >= seen + BETWEEN);
      over.set(true);
    }
    long quiet = System.nanoTime();
    Await.until(Duration.ofSeconds(60), () -> open() == 0);
    long seen = seen() - seenBefore;
    System.out.printf(
        "%s %d times under load: %d answered, provider saw %d calls, %d lines, %d of them unknown,"
            + " %d not sent; nothing open after %d ms%n",
        what,
        times,
        answered.get(),
        seen,
        lines("<> 'not_sent'") - linesBefore,
        lines("= 'unknown'"),
        lines("= 'not_sent'"),
        Duration.ofNanos(System.nanoTime() - quiet).toMillis());

    assertThat(lines("<> 'not_sent'") - linesBefore).as("one line for each call").isEqualTo(seen);
    assertThat(lines("= 'unknown'")).as("lost").isZero();
    assertThat(
            count(
                "SELECT count(*) - count(DISTINCT provider_request_id) FROM call_settlement"
                    + " WHERE outcome = 'ok'"))
        .as("doubled")
        .isZero();
    assertThat(count("SELECT coalesce(sum(reserved_usd), 0) FROM budget_period")).isZero();
    Invariants.expectNoneBroken(known);
  }

  private static void work(AtomicBoolean over, AtomicLong answered) {
    String body = Bodies.fusionChat(List.of("fake/steady", "fake/steady"), "fake/steady");
    while (!over.get()) {
      if (tenant.chat(body).status() == 200) {
        answered.incrementAndGet();
      }
    }
  }

  private static long seen() {
    return provider.calls("fake/steady").size();
  }

  private static long lines(String outcome) {
    return count(
        "SELECT count(*) FROM call_settlement s JOIN call_intent i USING (workspace_id, call_id,"
            + " day) WHERE i.model = 'fake/steady' AND s.outcome "
            + outcome);
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
