package dev.quorate.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.ProviderTarget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasedClientTest {
  private final Closes closes = new Closes();
  private final LeasedClient<Closes> client = new LeasedClient<>(closes);

  @Test
  void aClientInUseIsClosedWithItsLastLease() {
    Lease<Closes> one = client.lease();
    Lease<Closes> two = client.lease();

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
    ServerClients<Closes> clients =
        new ServerClients<>(target -> {
          made.add(target);
          return closes;
        });

    clients.lease(target("http://one/v1")).close();
    clients.lease(target("http://one/v1")).close();
    clients.lease(target("http://two/v1")).close();

    assertThat(made).hasSize(2);
    clients.close();
    assertThat(closes.times).isEqualTo(2);
  }

  private static ProviderTarget target(String baseUri) {
    return new ProviderTarget(
        "acme", Dialect.OPENAI, URI.create(baseUri), null, Duration.ofSeconds(2), 10);
  }

  private static final class Closes implements DialectClient {
    private int times;

    @Override
    public void close() {
      times++;
    }
  }
}
