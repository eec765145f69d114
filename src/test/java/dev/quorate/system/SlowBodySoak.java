package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A body that never comes is given up by the server's own read time-out, after half a minute. */
@ExtendWith(StageExtension.class)
class SlowBodySoak {
  private final Stage stage;
  private final Tenant tenant;

  SlowBodySoak(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void aBodyThatNeverComesIsARequestTimeout() throws IOException {
    try (Socket socket = RawHttp.connect(stage)) {
      socket.setSoTimeout(90_000);
      socket
          .getOutputStream()
          .write(
              "POST /v1/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                  .formatted(tenant.key())
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] reply = new byte[4096];

      int length = socket.getInputStream().read(reply);

      assertThat(new String(reply, 0, Math.max(length, 0), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408 ")
          .contains("\"request_timeout\"");
    }
  }
}
