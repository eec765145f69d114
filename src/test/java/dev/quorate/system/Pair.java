package dev.quorate.system;

import dev.quorate.launcher.PostgresServer;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/** Two gateways on one database, behind no balancer: a test speaks with either. */
final class Pair implements AutoCloseable {
  private static final Map<String, String> SHARED =
      Map.of(
          "QUORATE_KEY_PEPPER", "5f".repeat(32),
          "QUORATE_KEK", "a7".repeat(32),
          "QUORATE_JVM_OPTIONS", "-Xmx600m",
          "QUORATE_BILLING_HEARTBEAT_MS", "500",
          "QUORATE_BILLING_NODE_LOST_AFTER_MS", "3000");

  private final OwnServer first;
  private final OwnServer second;
  private final Stage stage;

  private Pair(OwnServer first, OwnServer second, Stage stage) {
    this.first = first;
    this.second = second;
    this.stage = stage;
  }

  /** The first one owns the database and never dies in a test. */
  static Pair start(String name, FakeProvider provider, HttpClient client) {
    OwnServer first = OwnServer.prepare(name + "-1", SHARED);
    first.start();
    PostgresServer database = first.postgres();
    Map<String, String> beside = new HashMap<>(SHARED);
    beside.put("QUORATE_DB_URL", database.url());
    beside.put("QUORATE_DB_USER", database.user());
    beside.put("QUORATE_DB_PASSWORD", database.password());
    OwnServer second = OwnServer.prepare(name + "-2", beside);
    second.start();
    return new Pair(first, second, Stage.on(first, provider, client));
  }

  Stage stage() {
    return stage;
  }

  OwnServer first() {
    return first;
  }

  OwnServer second() {
    return second;
  }

  /** The API of the second, as a tenant. */
  Api second(Tenant tenant) {
    return stage.anonymous().at(second.url()).as(tenant.key());
  }

  @Override
  public void close() {
    second.close();
    first.close();
  }
}
