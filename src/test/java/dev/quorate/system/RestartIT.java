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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What was acknowledged outlives the server, whether it was stopped or killed. */
@Execution(ExecutionMode.CONCURRENT)
class RestartIT {
  @Test
  void nothingAcknowledgedIsLostByAStopOrAKill() throws Exception {
    try (FakeProvider provider = FakeProvider.start();
        HttpClient client = HttpClient.newHttpClient();
        OwnServer server =
            OwnServer.prepare(
                "quorate-restart",
                Map.of(
                    "QUORATE_JVM_OPTIONS", "-Xmx500m",
                    "QUORATE_BILLING_HEARTBEAT_MS", "300",
                    "QUORATE_BILLING_NODE_LOST_AFTER_MS", "1500"))) {
      provider.script("fake/steady", FakeAnswer.text("steady").usage(100, 20).afterMillis(50));
      server.start();
      Stage stage = Stage.on(server, provider, client);
      stage.addProvider("fake", provider.baseUrl());
      stage.modelOf("fake", "steady");
      Tenant tenant = stage.tenant();
      Queue<Answer> acknowledged = new ConcurrentLinkedQueue<>();
      String budget = budget(tenant);

      work(tenant, acknowledged, 5);
      server.stop();
      server.start();
      expectAllThere(tenant, acknowledged);

      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          callers.execute(() -> workUntilTheServerDies(tenant, acknowledged));
        }
        provider.log().awaitEnded("fake/steady", 60);
        server.kill();
      }
      server.start();

      assertThat(acknowledged).hasSizeGreaterThan(10);
      expectAllThere(tenant, acknowledged);
      work(tenant, acknowledged, 1);
      Await.until(
          Duration.ofSeconds(30),
          () -> tenant.api().get("/v1/budgets/" + budget).number("/reserved_usd").signum() == 0);
      expectEveryCallOnTheBill(server, provider);
      Invariants.expectNoneBroken(TestServer.of(server));
    }
  }

  private static String budget(Tenant tenant) {
    return tenant
        .api()
        .send(
            "PUT",
            "/v1/budgets",
            "{\"scope\":\"workspace\",\"period\":\"lifetime\",\"cap_usd\":\"1000\"}",
            List.of())
        .expect(200)
        .string("/id");
  }

  /** A call the provider saw has its line, settled; a line without one is of a call cut short. */
  private static void expectEveryCallOnTheBill(OwnServer server, FakeProvider provider)
      throws SQLException {
    long seen = provider.calls("fake/steady").size();
    long known = lines(server, "ok");
    assertThat(known).isLessThanOrEqualTo(seen);
    assertThat(known + lines(server, "unknown")).isGreaterThanOrEqualTo(seen);
  }

  private static long lines(OwnServer server, String outcome) throws SQLException {
    try (Connection owner = TestServer.of(server).asOwner();
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM call_settlement WHERE outcome = '" + outcome + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void work(Tenant tenant, Queue<Answer> acknowledged, int times) {
    String body = Bodies.fusionChat(List.of("fake/steady", "fake/steady"), "fake/steady");
    for (int i = 0; i < times; i++) {
      acknowledged.add(tenant.chat(body).expect(200));
    }
  }

  private static void workUntilTheServerDies(Tenant tenant, Queue<Answer> acknowledged) {
    try {
      while (true) {
        work(tenant, acknowledged, 1);
      }
    } catch (AssertionError dead) {
      // Its last request was never acknowledged.
    }
  }

  private static void expectAllThere(Tenant tenant, Queue<Answer> acknowledged) {
    for (Answer reply : acknowledged) {
      Bill bill = Bill.of(tenant, reply);
      assertThat(bill.lines()).hasSize(3);
      bill.expectConsistent();
    }
  }
}
