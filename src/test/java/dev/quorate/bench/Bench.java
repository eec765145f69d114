package dev.quorate.bench;

import dev.quorate.system.FakeAnswer;
import dev.quorate.system.FakeProvider;
import dev.quorate.system.OwnServer;
import dev.quorate.system.Stage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code mvn -Pbench verify}: starts a provider and a gateway, warms both, and measures every
 * figure of {@code docs/reference/performance.md} in one run. The ledger is on; nothing is switched
 * off.
 *
 * <p>{@code -Dbench.warm=60} seconds of warm-up, {@code -Dbench.seconds=8} a figure.
 */
public final class Bench {
  private static final int[] CONNECTIONS = {1, 32, 256};
  private static final int RUNS = 5;
  private static final int PANEL_MILLIS = 50;
  private static final int JUDGE_MILLIS = 50;
  private static final int STREAMS = 50;
  private static final int TOKENS_A_SECOND = 200;

  private final FakeProvider provider;
  private final OwnServer server;
  private final Stage stage;
  private final String key;
  private final Duration each = Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
  private final BenchReport report = new BenchReport();

  private Bench(FakeProvider provider, OwnServer server, HttpClient client) {
    this.provider = provider;
    this.server = server;
    this.stage = Stage.on(server, provider, client);
    this.key = stage.tenant().key();
  }

  public static void main(String[] args) throws IOException {
    try (FakeProvider provider = FakeProvider.start().logging(false);
        HttpClient client = HttpClient.newHttpClient();
        OwnServer server = OwnServer.prepare("quorate-bench", Map.of())) {
      server.start();
      new Bench(provider, server, client).run();
    }
  }

  private void run() throws IOException {
    stage.addProvider("bench", provider.baseUrl());
    model("now", 0);
    model("panel-a", PANEL_MILLIS * 3 / 5);
    model("panel-b", PANEL_MILLIS * 4 / 5);
    model("fifty", PANEL_MILLIS);
    model("judge", JUDGE_MILLIS);
    report.machine(Instant.now(), DiskProbe.measure(server.dataDirectory()));

    int warmSeconds = Integer.getInteger("bench.warm", 60);
    report.memory("before", ServerMemory.of(server.pid()));
    warm(warmSeconds);
    report.warm(warmSeconds);
    report.memory("warm", ServerMemory.of(server.pid()));

    addedLatency();
    fusion();
    tokens();
    for (String model : List.of("fifty", "now")) {
      for (int connections : CONNECTIONS) {
        report.pair(
            model.equals("now") ? "0 ms" : PANEL_MILLIS + " ms",
            connections,
            direct(model).run(connections, each),
            through(model).run(connections, each));
      }
    }
    report.memory("after the load", ServerMemory.of(server.pid()));
    report.write();
  }

  private void warm(int seconds) {
    Duration third = Duration.ofSeconds(Math.max(1, seconds / 3));
    through("now").run(16, third);
    fusionClient().run(16, third);
    through("now").run(1, third.dividedBy(2));
    fusionClient().run(1, third.dividedBy(2));
    direct("now").run(16, Duration.ofSeconds(3));
  }

  /** Five runs, each the provider directly and then through the gateway, one connection. */
  private void addedLatency() {
    List<Duration> added = new ArrayList<>();
    List<Duration> addedToFifty = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      added.add(through("now").run(1, each).p50().minus(direct("now").run(1, each).p50()));
      addedToFifty.add(
          through("fifty").run(1, each).p50().minus(direct("fifty").run(1, each).p50()));
    }
    report.added("a 0 ms provider", added);
    report.added("a " + PANEL_MILLIS + " ms provider", addedToFifty);
  }

  /** Five runs against the floor: the slowest panelist and then the judge, called directly. */
  private void fusion() {
    List<Duration> walls = new ArrayList<>();
    List<Duration> floors = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Duration panel = direct("fifty").run(1, each.dividedBy(2)).p50();
      Duration judge = direct("judge").run(1, each.dividedBy(2)).p50();
      floors.add(panel.plus(judge));
      walls.add(fusionClient().run(1, each).p50());
    }
    report.fusion(walls, floors);
    report.fusionUnderLoad(32, fusionClient().run(32, each));
  }

  /** How much later a token arrives than straight from the provider, with many streams open. */
  private void tokens() throws IOException {
    int count = Math.toIntExact(each.multipliedBy(2 * TOKENS_A_SECOND).toSeconds());
    try (TokenServer tokens = TokenServer.start(count, TOKENS_A_SECOND);
        HttpClient client = HttpClient.newHttpClient()) {
      stage.addProvider("tokens", tokens.baseUrl());
      String slug = stage.modelOf("tokens", "steady");
      List<LoadFigures> direct = new ArrayList<>();
      List<LoadFigures> through = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        direct.add(new StreamLoad(client, tokens.port(), "none").run(STREAMS, count, "steady"));
        through.add(new StreamLoad(client, server.port(), key).run(STREAMS, count, slug));
      }
      report.tokens(STREAMS, TOKENS_A_SECOND, direct, through);
    }
  }

  private void model(String name, int delayMillis) {
    String slug = stage.modelOf("bench", name);
    provider.script(
        slug,
        FakeAnswer.text("An answer of a usual length, neither short nor long. ".repeat(4))
            .usage(120, 48)
            .afterMillis(delayMillis));
  }

  private LoadClient direct(String name) {
    return new LoadClient(provider.port(), "/v1/chat/completions", List.of(), chat(name));
  }

  private LoadClient through(String name) {
    return client(chat(name));
  }

  private LoadClient fusionClient() {
    return client(
        """
        {"model":"fusion","messages":[{"role":"user","content":"%s"}],"max_tokens":500,
         "fusion":{"analysis_models":["bench/panel-a","bench/panel-b","bench/fifty"],"synthesis_model":"bench/judge"}}
        """
            .formatted(QUESTION));
  }

  private static final String QUESTION =
      "Explain in a few sentences what a ledger is, and why its rows are never changed. ".repeat(4);

  private LoadClient client(String body) {
    return new LoadClient(
        server.port(), "/v1/chat/completions", List.of("Authorization: Bearer " + key), body);
  }

  private static String chat(String name) {
    return "{\"model\":\"bench/%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"max_tokens\":500}"
        .formatted(name, QUESTION);
  }
}
