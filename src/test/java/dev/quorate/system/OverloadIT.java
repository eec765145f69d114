package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.bench.LoadClient;
import dev.quorate.bench.LoadFigures;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers at once, honest and otherwise. The large figures are in the soak's classes. */
@ExtendWith(StageExtension.class)
class OverloadIT {
  private final Stage stage;
  private final Tenant tenant;

  OverloadIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void fiveHundredSlowBodiesDoNotSlowTheHealthCheck() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket socket = RawHttp.connect(stage);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /v1/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                    .formatted(tenant.key())
                    .getBytes(StandardCharsets.US_ASCII));
      }

      List<Duration> checks = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        long start = System.nanoTime();
        assertThat(stage.anonymous().get("/health/live").status()).isEqualTo(200);
        checks.add(Duration.ofNanos(System.nanoTime() - start));
      }
      Collections.sort(checks);
      assertThat(checks.get(97)).isLessThan(Duration.ofMillis(250));

      String model = stage.model("fine", FakeAnswer.text("fine"));
      assertThat(tenant.chat(Bodies.chat(model)).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void fusionsOverASlowProviderRunSideBySide() {
    String slow = stage.model("slow", FakeAnswer.text("an answer").afterMillis(500));
    LoadClient client = fusionClient(slow);
    client.burst(20);

    long start = System.nanoTime();
    LoadFigures figures = client.burst(100);
    Duration wall = Duration.ofNanos(System.nanoTime() - start);

    assertThat(figures.failures()).isZero();
    assertThat(figures.answers()).isEqualTo(100);
    // The floor is 1 s: a panel of 500 ms and a judge of 500 ms.
    assertThat(wall).isLessThan(Duration.ofSeconds(4));
    assertThat(stage.provider().calls(slow)).hasSize(360);
  }

  private LoadClient fusionClient(String model) {
    return new LoadClient(
        URI.create(stage.server().url()).getPort(),
        "/v1/responses",
        List.of("Authorization: Bearer " + tenant.key()),
        Bodies.fusionResponses(List.of(model, model), model));
  }
}
