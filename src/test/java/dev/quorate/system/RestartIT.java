package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was acknowledged outlives the server, whether it was stopped or killed. */
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
      expectEveryCallOnTheBill(tenant, provider);
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
  private static void expectEveryCallOnTheBill(Tenant tenant, FakeProvider provider) {
    Map<String, BigDecimal> calls = new HashMap<>();
    for (JsonNode group : tenant.api().get("/v1/usage?group_by=status&limit=100").list("/data")) {
      calls.put(group.path("group").asString(), group.path("calls").decimalValue());
    }
    BigDecimal known = calls.getOrDefault("ok", BigDecimal.ZERO);
    BigDecimal unknown = calls.getOrDefault("unknown", BigDecimal.ZERO);
    BigDecimal seen = BigDecimal.valueOf(provider.calls("fake/steady").size());
    assertThat(known).isLessThanOrEqualTo(seen);
    assertThat(known.add(unknown)).isGreaterThanOrEqualTo(seen);
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
