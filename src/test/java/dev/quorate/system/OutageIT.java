package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** A database that goes away in the middle of a call: what the call came to is known afterwards. */
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** 100 tokens in at 1.5, 20 out at 6 USD a million. */
  private static final BigDecimal COST = new BigDecimal("0.00027");

  @Test
  void whatIsLearnedDuringAnOutageIsOnTheBill() throws Exception {
    try (FakeProvider provider = FakeProvider.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        OwnServer server =
            OwnServer.prepare(
                "quorate-outage",
                Map.of(
                    "QUORATE_JVM_OPTIONS", "-Xmx500m",
                    "QUORATE_BILLING_HEARTBEAT_MS", "300",
                    "QUORATE_BILLING_NODE_LOST_AFTER_MS", "1500"))) {
      provider.script("fake/late", FakeAnswer.text("late").usage(100, 20).afterMillis(3000));
      server.start();
      Stage stage = Stage.on(server, provider, client);
      stage.addProvider("fake", provider.baseUrl());
      stage.modelOf("fake", "late");
      Tenant tenant = stage.tenant();
      Scene scene = new Scene(server, provider, tenant, callers);

      scene.theDatabaseComesBack();
      scene.theServerIsKilledToo();
      scene.othersEndedTheCallFirst();

      assertThat(provider.calls("fake/late")).hasSize(3);
      assertThat(scene.number("SELECT count(*) FROM call_settlement")).isEqualTo("3");
      Invariants.expectNoneBroken(TestServer.of(server));
    }
  }

  private record Scene(
      OwnServer server, FakeProvider provider, Tenant tenant, ExecutorService callers) {

    void theDatabaseComesBack() throws SQLException {
      String request = callDuringAnOutage();
      tenant.chat(Bodies.chat("fake/late")).expectError(503, "ledger_unavailable");
      assertThat(tenant.api().get("/health/ready").status()).isEqualTo(503);

      assertThat(server.postgres().url()).isNotEmpty(); // started by asking for it

      Await.until(SOON, () -> journals().isEmpty());
      expectOnTheBill(request);
      Await.until(SOON, () -> tenant.api().get("/health/ready").status() == 200);
    }

    void theServerIsKilledToo() throws SQLException {
      String request = callDuringAnOutage();

      server.kill();
      server.start();

      assertThat(journals()).isEmpty();
      expectOnTheBill(request);
    }

    void othersEndedTheCallFirst() throws SQLException {
      String request = callDuringAnOutage();
      server.kill();
      assertThat(server.postgres().url()).isNotEmpty();
      // What a second node does when it takes this one for dead.
      number("SELECT calls FROM quorate_end_open_requests('" + node(request) + "')");
      assertThat(outcome(request)).isEqualTo("unknown");

      server.start();

      assertThat(journals()).isEmpty();
      assertThat(outcome(request)).isEqualTo("unknown");
      Answer receipt = tenant.receipt("req_" + request.replace("-", ""));
      assertThat(receipt.string("/status")).isEqualTo("failed");
      List<JsonNode> adjustments = receipt.list("/adjustments");
      assertThat(adjustments).hasSize(1);
      assertThat(new BigDecimal(number("SELECT sum(delta_usd) FROM call_adjustment")))
          .isEqualByComparingTo(COST);
    }

    /** A call that is answered while the database is away, and on disk; the request's id. */
    private String callDuringAnOutage() throws SQLException {
      int before = provider.calls("fake/late").size();
      callers.execute(this::call);
      provider.log().awaitArrived("fake/late", before + 1);
      String request =
          number("SELECT request_id FROM inference_request ORDER BY request_id DESC LIMIT 1");
      server.postgres().stopImmediately();
      provider.log().awaitEnded("fake/late", before + 1);
      Await.until(SOON, () -> kept().contains("call_settlement") && kept().contains("request_end"));
      assertThat(kept()).doesNotContain("capital").doesNotContain("qrt_");
      return request;
    }

    private void call() {
      try {
        tenant.chat(Bodies.chat("fake/late")).expect(200);
      } catch (AssertionError killed) {
        // Its server was killed before it could answer.
      }
    }

    private void expectOnTheBill(String request) throws SQLException {
      assertThat(outcome(request)).isEqualTo("ok");
      Answer receipt = tenant.receipt("req_" + request.replace("-", ""));
      assertThat(receipt.string("/status")).isEqualTo("completed");
      assertThat(receipt.number("/cost")).isEqualByComparingTo(COST);
      assertThat(receipt.number("/open_calls")).isZero();
      assertThat(receipt.list("/lines")).hasSize(1);
      assertThat(receipt.list("/adjustments")).isEmpty();
      assertThat(
              number(
                  "SELECT count(*) FROM hold_end e JOIN hold h USING (workspace_id, hold_id, day)"
                      + " WHERE e.outcome = 'posted' AND h.request_id = '"
                      + request
                      + "'"))
          .isEqualTo("1");
    }

    private String node(String request) throws SQLException {
      return number("SELECT node_id FROM inference_request WHERE request_id = '" + request + "'");
    }

    private String outcome(String request) throws SQLException {
      return number(
          "SELECT string_agg(outcome, ',') FROM call_settlement JOIN call_intent USING"
              + " (workspace_id, call_id, day) WHERE request_id = '"
              + request
              + "'");
    }

    private List<Path> journals() {
      Path folder = server.dataDirectory().resolve("journal");
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What is on the disk. */
    private String kept() {
      try {
        StringBuilder all = new StringBuilder();
        for (Path file : journals()) {
          all.append(Files.readString(file));
        }
        return all.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String number(String sql) throws SQLException {
      try (Connection owner = TestServer.of(server).asOwner();
          Statement statement = owner.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
