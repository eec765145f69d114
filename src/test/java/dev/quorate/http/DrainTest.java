package dev.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final InFlight inFlight = new InFlight(10, 10, 1_000);
  private final Drain drain = new Drain(inFlight);

  private RequestId entered() {
    RequestId id = RequestId.create(Clock.systemUTC());
    inFlight.enter(id, false);
    return id;
  }

  @Test
  void workIsTakenUntilTheEndBegins() {
    drain.requireOpen();

    drain.begin();

    assertThatThrownBy(drain::requireOpen)
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
              assertThat(refusal.retryAfter()).isNotNull();
            });
  }

  @Test
  void requestsThatCameBeforeAreWaitedForAndLaterOnesAreNot() {
    RequestId before = entered();
    drain.begin();
    RequestId after = entered();

    assertThat(drain.left()).isEqualTo(1);
    inFlight.leave(before);
    assertThat(drain.left()).isZero();
    inFlight.leave(after);
  }

  @Test
  void whatOutlivesItsRequestIsWaitedForOnce() {
    RequestId request = entered();
    Drain.Stay stay = drain.stay();
    inFlight.leave(request);
    drain.begin();

    assertThat(drain.left()).isEqualTo(1);
    stay.close();
    stay.close();
    assertThat(drain.left()).isZero();
  }
}
