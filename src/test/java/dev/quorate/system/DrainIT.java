package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A signal to stop: what runs ends and is on the bill, and nothing new begins. */
class DrainIT {
  private static final String OPEN_CALLS =
      "SELECT count(*) FROM call_intent i WHERE NOT EXISTS (SELECT FROM call_settlement s"
          + " WHERE (s.workspace_id, s.call_id, s.day) = (i.workspace_id, i.call_id, i.day))";
  private static final String OPEN_HOLDS =
      "SELECT count(*) FROM hold h WHERE NOT EXISTS (SELECT FROM hold_end e"
          + " WHERE (e.workspace_id, e.hold_id, e.day) = (h.workspace_id, h.hold_id, h.day))";
  private static final String LIVING = "SELECT count(*) FROM ledger_node WHERE lost_at IS NULL";

  @Test
  void whatRunsEndsAndASecondSignalDoesNotWaitForIt() throws Exception {
    try (FakeProvider provider = FakeProvider.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        OwnServer server =
            OwnServer.prepare("quorate-drain", Map.of("QUORATE_JVM_OPTIONS", "-Xmx500m"))) {
      server.start();
      Stage stage = Stage.on(server, provider, client);
      stage.addProvider("fake", provider.baseUrl());
      provider.script("fake/slow", FakeAnswer.text("slow").usage(100, 20).afterMillis(4000));
      stage.modelOf("fake", "slow");
      provider.script("fake/talks", FakeAnswer.streamed(talk()));
      stage.modelOf("fake", "talks");
      provider.script("fake/endless", FakeAnswer.text("never").afterMillis(120_000));
      stage.modelOf("fake", "endless");
      Tenant tenant = stage.tenant();

      everythingUnderWayEnds(server, provider, tenant);

      server.start();
      aSecondSignalCutsItOff(server, provider, tenant);
      Invariants.expectNoneBroken(TestServer.of(server));
    }
  }

  private static FakeStream talk() {
    return FakeStream.begun()
        .stamps(20, Duration.ofMillis(200))
        .finish("stop")
        .usage(100, 20)
        .done();
  }

  private static void everythingUnderWayEnds(OwnServer server, FakeProvider provider, Tenant tenant)
      throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        LiveReply stream =
            LiveReply.open(
                tenant, "/v1/chat/completions", Bodies.chat("fake/talks", "\"stream\":true"))) {
      Future<Answer> plain = callers.submit(() -> tenant.chat(Bodies.chat("fake/slow")));
      String background =
          tenant
              .responses(Bodies.responses("fake/slow", "\"background\":true"))
              .expect(200)
              .string("/id");
      provider.log().awaitArrived("fake/slow", 2);
      provider.log().awaitArrived("fake/talks", 1);

      server.signal();

      Await.until(Duration.ofSeconds(3), () -> tenant.api().get("/health/ready").status() == 503);
      assertThat(tenant.api().get("/health/live").status()).isEqualTo(200);
      Answer refused = tenant.chat(Bodies.chat("fake/slow"));
      refused.expectError(503, "shutting_down");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(refused.header("Connection")).isEqualToIgnoringCase("close");
      assertThat(tenant.api().get("/v1/responses/" + background).status()).isEqualTo(200);
      assertThat(stream.all().getLast().data()).isEqualTo("[DONE]");
      assertThat(plain.get().expect(200).string("/choices/0/message/content")).isEqualTo("slow");
      long answered = System.nanoTime();
      assertThat(server.awaitEnd()).isZero();
      System.out.printf(
          "drained; from the last reply to the end of the process %d ms%n",
          Duration.ofNanos(System.nanoTime() - answered).toMillis());
      assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(Duration.ofSeconds(20));
      assertThat(stored(server, background)).isEqualTo("completed");
    }
    assertThat(provider.calls("fake/slow")).hasSize(2);
    assertThat(settled(server, "ok")).isEqualTo(3);
    expectNothingLeft(server);
  }

  private static void aSecondSignalCutsItOff(OwnServer server, FakeProvider provider, Tenant tenant)
      throws Exception {
    try (LiveReply _ =
        LiveReply.send(tenant, "/v1/chat/completions", Bodies.chat("fake/endless"))) {
      provider.log().awaitArrived("fake/endless", 1);
      server.signal();
      Await.until(Duration.ofSeconds(3), () -> tenant.api().get("/health/ready").status() == 503);

      long asked = System.nanoTime();
      server.signal();

      assertThat(server.awaitEnd()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(settled(server, "unknown")).isEqualTo(1);
    expectNothingLeft(server);
  }

  private static void expectNothingLeft(OwnServer server) throws SQLException {
    for (String what : List.of(OPEN_CALLS, OPEN_HOLDS, LIVING)) {
      assertThat(Long.parseLong(text(server, what))).as(what).isZero();
    }
  }

  private static long settled(OwnServer server, String outcome) throws SQLException {
    return Long.parseLong(
        text(server, "SELECT count(*) FROM call_settlement WHERE outcome = '" + outcome + "'"));
  }

  private static String stored(OwnServer server, String id) throws SQLException {
    String uuid = id.substring(id.indexOf('_') + 1);
    return text(
        server, "SELECT status FROM stored_response WHERE id = CAST('" + uuid + "' AS uuid)");
  }

  private static String text(OwnServer server, String sql) throws SQLException {
    try (Connection owner = TestServer.of(server).asOwner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
