package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes begin together on an empty database, and what changes on one is known on the other. */
class NodesTogetherSoak {
  private static final Duration PROMISED = Duration.ofSeconds(30);
  private static final Map<String, String> SHARED =
      Map.of(
          "QUORATE_KEY_PEPPER", "5f".repeat(32),
          "QUORATE_KEK", "a7".repeat(32),
          "QUORATE_JVM_OPTIONS", "-Xmx500m");

  private static FakeProvider provider;
  private static HttpClient client;
  private static OwnServer first;
  private static OwnServer second;
  private static Stage stage;

  /** Neither knows of the other: one of them migrates, the other one waits for it. */
  @BeforeAll
  static void startBothAtOnce() throws Exception {
    provider = FakeProvider.start();
    client = HttpClient.newHttpClient();
    FreshDatabase session = FreshDatabase.create();
    try (Connection owner = session.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE DATABASE together");
    }
    Map<String, String> environment = new HashMap<>(SHARED);
    environment.put("QUORATE_DB_URL", session.url().replaceFirst("/[^/]*$", "/together"));
    environment.put("QUORATE_DB_USER", session.user());
    environment.put("QUORATE_DB_PASSWORD", session.password());
    first = OwnServer.prepare("quorate-together-1", environment);
    second = OwnServer.prepare("quorate-together-2", environment);
    try (ExecutorService starts = Executors.newFixedThreadPool(2)) {
      Future<?> one = starts.submit(first::start);
      Future<?> two = starts.submit(second::start);
      one.get();
      two.get();
    }
    stage = Stage.on(keysOfTheFirst(), provider, client);
    stage.addProvider("fake", provider.baseUrl());
  }

  /** Whoever came first to the empty database has the keys. */
  private static OwnServer keysOfTheFirst() {
    Api api = new Api(client, first.url(), first.adminKey());
    return api.get("/v1/admin/workspaces").status() == 200 ? first : second;
  }

  @AfterAll
  static void stopBoth() throws IOException {
    second.close();
    first.close();
    client.close();
    provider.close();
  }

  @Test
  void aRevokedKeyOpensNothingOnEitherNode() {
    Tenant tenant = stage.tenant();
    Answer made = tenant.newKey("{\"name\":\"leaked\"}");
    everywhere(made.string("/key"), "/v1/key", 200);

    tenant.api().delete("/v1/keys/" + made.string("/id")).expect(204);

    report("a revoked key", () -> statuses(made.string("/key"), "/v1/key").equals(BOTH_REFUSE));
  }

  @Test
  void aPolicyAndAPriceAreKnownOnBoth() {
    Tenant tenant = stage.tenant();
    String model = stage.modelOf("fake", "m");
    provider.script(model, FakeAnswer.text("x").usage(10, 0));
    report("a new model", () -> asked(tenant, model).equals(List.of(200, 200)));

    stage
        .admin()
        .post(
            "/v1/admin/prices",
            "{\"model\":\"%s\",\"pricing\":%s}".formatted(model, Stage.price("7", "0")))
        .expect(201);
    report("a new price", () -> costs(tenant, model).allMatch(cost -> cost.equals("0.00007")));

    tenant
        .api()
        .post(
            "/v1/policies",
            "{\"name\":\"none\",\"scope\":\"workspace\",\"denied_models\":[\"%s\"]}"
                .formatted(model))
        .expect(201);
    report("a new policy", () -> asked(tenant, model).equals(BOTH_FORBID));
  }

  private static final List<Integer> BOTH_REFUSE = List.of(401, 401);
  private static final List<Integer> BOTH_FORBID = List.of(403, 403);

  private static void report(String what, BooleanSupplier known) {
    long start = System.nanoTime();
    Await.until(PROMISED, known);
    System.out.printf(
        "%s: known on both nodes after %d ms%n",
        what, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private static List<Integer> asked(Tenant tenant, String model) {
    return nodes(tenant.key()).stream()
        .map(node -> node.post("/v1/chat/completions", Bodies.chat(model)).status())
        .toList();
  }

  private static Stream<String> costs(Tenant tenant, String model) {
    return nodes(tenant.key()).stream()
        .map(node -> node.post("/v1/chat/completions", Bodies.chat(model)).expect(200))
        .map(reply -> reply.number("/usage/cost").stripTrailingZeros().toPlainString());
  }

  private static List<Integer> statuses(String key, String path) {
    return nodes(key).stream().map(node -> node.get(path).status()).toList();
  }

  private static void everywhere(String key, String path, int status) {
    assertThat(statuses(key, path)).containsExactly(status, status);
  }

  private static List<Api> nodes(String key) {
    return List.of(new Api(client, first.url(), key), new Api(client, second.url(), key));
  }
}
