package dev.quorate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.ProviderTarget;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeasedClientTest {
  private final Closes closes = new Closes();
  private final LeasedClient client = new LeasedClient(closes);

  @Test
  void aClientInUseIsClosedWithItsLastLease() {
    LeasedClient.Lease one = client.lease();
    LeasedClient.Lease two = client.lease();

    client.retire();
    one.close();
    assertThat(closes.times).isZero();
    two.close();

    assertThat(closes.times).isEqualTo(1);
  }

  @Test
  void anIdleClientIsClosedAtOnceAndOnce() {
    client.lease().close();

    client.retire();
    client.retire();

    assertThat(closes.times).isEqualTo(1);
  }

  @Test
  void aRetiredClientIsNotLeased() {
    client.retire();

    assertThat(client.lease()).isNull();
  }

  @Test
  void oneServerHasOneClientUntilItsSettingsChange() {
    List<ProviderTarget> made = new ArrayList<>();
    ServerClients clients =
        new ServerClients(target -> {
          made.add(target);
          return closes;
        });
    ProviderTarget first = Wire.target("http://one/v1");

    clients.lease(first).close();
    clients.lease(Wire.target("http://one/v1")).close();
    clients.lease(Wire.target("http://two/v1")).close();

    assertThat(made).hasSize(2);
    clients.close();
    assertThat(closes.times).isEqualTo(2);
  }

  private static final class Closes implements ChatCompletionsClient {
    private int times;

    @Override
    public Response complete(
        @Nullable String authorization, @Nullable String fusionDepth, ChatRequest request) {
      throw new AssertionError("not called");
    }

    @Override
    public void close() {
      times++;
    }
  }
}
