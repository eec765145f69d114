package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes on one database: caps under a rush on both, and one of them killed again and again. */
class TwoNodesSoak {
  private static final int RUNS = Integer.getInteger("soak.budget.runs", 20);
  private static final int KILLS = Integer.getInteger("soak.kills", 20);
  private static final int RUSH = 1000;
  private static final String DIME =
      "{\"input_per_million\":\"0\",\"output_per_million\":\"0\",\"per_request\":\"0.10\"}";

  private static FakeProvider provider;
  private static HttpClient client;
  private static Pair pair;

  @BeforeAll
  static void startBoth() throws IOException {
    provider = FakeProvider.start();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    pair = Pair.start("quorate-pair", provider, client);
    pair.stage().addProvider("fake", provider.baseUrl());
    provider.script("fake/dime", FakeAnswer.text("x"));
    pair.stage().addModel("fake/dime", "fake", DIME);
    provider.script("fake/steady", FakeAnswer.text("steady").usage(100, 20).afterMillis(50));
    pair.stage().modelOf("fake", "steady");
  }

  @AfterAll
  static void stopBoth() throws IOException {
    pair.close();
    client.close();
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "workspace, workspace_budget_exceeded",
    "project, project_budget_exceeded",
    "key, key_limit_exceeded"
  })
  void fiveDollarsAdmitFiftyDimesOfAThousand(String scope, String code) throws Exception {
    for (int run = 0; run < RUNS; run++) {
      provider.log().clear();
      Tenant tenant = pair.stage().tenant();
      String project =
          tenant.api().post("/v1/projects", "{\"name\":\"Red\"}").expect(201).string("/id");
      String id = scope.equals("project") ? project : tenant.keyId();
      String scopeId = scope.equals("workspace") ? tenant.workspaceId() : id;
      String budget =
          tenant
              .api()
              .send(
                  "PUT",
                  "/v1/budgets",
                  "{\"scope\":\"%s\",\"scope_id\":\"%s\",\"period\":\"lifetime\",\"cap_usd\":\"5.00\"}"
                      .formatted(scope, scopeId),
                  List.of())
              .expect(200)
              .string("/id");

      List<Answer> answers = rush(tenant);

      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(50);
      assertThat(answers)
          .filteredOn(answer -> answer.status() != 200)
          .hasSize(RUSH - 50)
          .allSatisfy(answer -> answer.expectError(402, code));
      assertThat(provider.calls("fake/dime")).hasSize(50);
      Answer standing = tenant.api().get("/v1/budgets/" + budget).expect(200);
      assertThat(standing.number("/spent_usd")).isEqualByComparingTo("5.00");
      assertThat(standing.number("/reserved_usd")).isZero();
      System.out.printf("%s, run %d: 50 of %d%n", scope, run + 1, RUSH);
    }
    Invariants.expectNoneBroken(TestServer.of(pair.first()));
  }

  private static List<Answer> rush(Tenant tenant) throws Exception {
    String body = Bodies.chat("fake/dime", "\"project_id\":\"red\"");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all = new ArrayList<>();
      for (int i = 0; i < RUSH; i++) {
        Api node = i % 2 == 0 ? tenant.api() : pair.second(tenant);
        all.add(threads.submit(() -> patient(node, body)));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  /** A gateway that is full says so; its callers come again, as clients do. */
  private static Answer patient(Api node, String body) {
    Answer answer = node.post("/v1/chat/completions", body);
    while (answer.status() == 503) {
      answer = node.post("/v1/chat/completions", body);
    }
    return answer;
  }

  @Test
  void aNodeKilledAgainAndAgainLosesAndDoublesNothing() throws Exception {
    Tenant tenant = pair.stage().tenant();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    AtomicLong byTheVictim = new AtomicLong();
    provider.log().clear();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        boolean victim = i % 2 == 1;
        Api node = victim ? pair.second(tenant) : tenant.api();
        callers.execute(() -> work(node, over, victim ? byTheVictim : answered));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        // In the middle of its work, not before its callers have come back to it.
        long before = byTheVictim.get();
        Await.until(Duration.ofSeconds(60), () -> byTheVictim.get() >= before + 40);
        pair.second().kill();
        pair.second().start();
        System.out.printf("kill %d: %d and %d answered%n", kill, answered.get(), byTheVictim.get());
      }
      over.set(true);
    }
    long dead = System.nanoTime();
    Await.until(Duration.ofSeconds(60), () -> open() == 0);
    System.out.printf(
        "%d kills, %d answered, nothing open after %d ms%n",
        KILLS,
        answered.get() + byTheVictim.get(),
        Duration.ofNanos(System.nanoTime() - dead).toMillis());

    SideBySide both = SideBySide.of(TestServer.of(pair.first()), provider, "fake/steady");
    System.out.println(both);
    both.expectOneToOne();
    Invariants.expectNoneBroken(TestServer.of(pair.first()));
  }

  private static void work(Api node, AtomicBoolean over, AtomicLong answered) {
    String body = Bodies.fusionChat(List.of("fake/steady", "fake/steady"), "fake/steady");
    while (!over.get()) {
      try {
        if (node.post("/v1/chat/completions", body).status() == 200) {
          answered.incrementAndGet();
        }
      } catch (AssertionError dead) {
        LockSupport.parkNanos(200_000_000); // its node is being killed or starts
      }
    }
  }

  private static long open() {
    return count(
        "SELECT (SELECT count(*) FROM call_intent i WHERE NOT EXISTS (SELECT FROM call_settlement s"
            + " WHERE (s.workspace_id, s.call_id, s.day) = (i.workspace_id, i.call_id, i.day)))"
            + " + (SELECT count(*) FROM hold h WHERE NOT EXISTS (SELECT FROM hold_end e"
            + " WHERE (e.workspace_id, e.hold_id, e.day) = (h.workspace_id, h.hold_id, h.day)))");
  }

  private static long count(String sql) {
    try (Connection owner = TestServer.of(pair.first()).asOwner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new BigDecimal(row.getString(1)).longValueExact();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
