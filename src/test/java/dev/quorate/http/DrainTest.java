package dev.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final InFlight inFlight = new InFlight(10, 10, 1_000);
  private final Drain drain = new Drain(inFlight, Thread::startVirtualThread);

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
  void whatOutlivesItsRequestIsWaitedFor() {
    CountDownLatch end = new CountDownLatch(1);
    RequestId request = entered();
    drain.outlive(() -> await(end));
    inFlight.leave(request);
    drain.begin();

    assertThat(drain.left()).isEqualTo(1);
    end.countDown();
    while (drain.left() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatCouldNotBeStartedIsNotWaitedFor() {
    Drain none =
        new Drain(
            inFlight,
            task -> {
              throw new IllegalStateException("scripted");
            });

    assertThatThrownBy(() -> none.outlive(() -> {})).isInstanceOf(IllegalStateException.class);
    assertThat(none.left()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
