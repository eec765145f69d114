package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.bench.LoadClient;
import dev.quorate.bench.LoadFigures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Five hundred fusions at once over providers that take two seconds. Runs with {@code -Psoak}. */
@ExtendWith(StageExtension.class)
class ConcurrencySoak {
  private static final int FUSIONS = 500;
  private static final Duration FLOOR = Duration.ofSeconds(4);

  private final Stage stage;
  private final Tenant tenant;

  ConcurrencySoak(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void fiveHundredFusionsFinishNearTheirFloorAndHoldNoThreadEach() throws Exception {
    String slow = stage.model("slow", FakeAnswer.text("an answer").afterMillis(2000));
    LoadClient client =
        new LoadClient(
            URI.create(stage.server().url()).getPort(),
            "/v1/responses",
            List.of("Authorization: Bearer " + tenant.key()),
            Bodies.fusionResponses(List.of(slow, slow), slow));
    client.burst(FUSIONS);
    client.burst(FUSIONS);
    long memory = status("VmRSS");
    long threads = status("Threads");

    LoadFigures[] figures = new LoadFigures[1];
    long start = System.nanoTime();
    Thread load = Thread.ofVirtual().start(() -> figures[0] = client.burst(FUSIONS));
    long mostThreads = threads;
    while (!load.join(Duration.ofMillis(200))) {
      mostThreads = Math.max(mostThreads, status("Threads"));
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf(
        "500 fusions over 2 s providers: %s (floor %s), threads %d -> %d, RSS %d -> %d kB%n",
        wall, FLOOR, threads, mostThreads, memory, status("VmRSS"));
    assertThat(figures[0].answers()).isEqualTo(FUSIONS);
    assertThat(wall).isLessThan(FLOOR.multipliedBy(3).dividedBy(2));
    assertThat(mostThreads - threads).isLessThan(100);
    client.burst(FUSIONS);
    client.burst(FUSIONS);
    assertThat(status("VmRSS")).isLessThan(memory * 5 / 4);
  }

  /** A number of {@code /proc/…/status}: threads, or kilobytes. */
  private long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + stage.server().pid() + "/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
