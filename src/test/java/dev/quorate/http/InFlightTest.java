package dev.quorate.http;

import static dev.quorate.kernel.ErrorCode.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.RequestId;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(4, 2, 100_000);

  private static RequestId id() {
    return RequestId.create(Clock.systemUTC());
  }

  @Test
  void slowSendersLeaveRoomForThoseWhoRun() {
    inFlight.enter(id(), true);
    inFlight.enter(id(), true);
    RequestId third = id();
    inFlight.enter(third, false);

    assertThat(inFlight.count()).isEqualTo(3);
    inFlight.leave(third);
    assertThat(inFlight.count()).isEqualTo(2);
  }

  @Test
  void aFullHouseRefusesAtOnceAndSaysWhenToComeBack() {
    inFlight.enter(id(), false);
    inFlight.enter(id(), false);

    assertThat(Refused.with(OVERLOADED, null, () -> inFlight.enter(id(), true)).retryAfter())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aCompleteBodyThatFindsNoSlotIsRefusedAndGivesItsPlaceBack() {
    RequestId sending = id();
    inFlight.enter(sending, true);
    inFlight.enter(id(), false);
    RequestId running = id();
    inFlight.enter(running, false);

    Refused.with(OVERLOADED, null, () -> inFlight.bodyComplete(sending));

    inFlight.leave(sending);
    inFlight.leave(running);
    assertThat(inFlight.count()).isEqualTo(1);
    inFlight.enter(id(), false);
  }

  @Test
  void openSlotsAreBoundedToo() {
    for (int i = 0; i < 4; i++) {
      inFlight.enter(id(), true);
    }
    Refused.with(OVERLOADED, null, () -> inFlight.enter(id(), true));
  }

  @Test
  void largeBodiesCrowdOutOnlyLargeOnes() {
    RequestId large = id();
    RequestId second = id();
    RequestId small = id();
    inFlight.enter(large, true);
    inFlight.enter(second, true);
    inFlight.enter(small, true);
    inFlight.keep(large, 150_000);

    Refused.with(OVERLOADED, null, () -> inFlight.keep(second, 100_000));
    inFlight.keep(small, 60_000);

    inFlight.leave(large);
    inFlight.keep(small, 60_000);
  }

  @Test
  void leavingTwiceGivesBackOnce() {
    RequestId one = id();
    inFlight.enter(one, false);
    inFlight.leave(one);
    inFlight.leave(one);

    assertThat(inFlight.count()).isZero();
  }

  @Test
  void aRequestThatNeverEnteredHasNoLimits() {
    inFlight.bodyComplete(id());
    inFlight.keep(id(), 1_000_000);

    assertThat(inFlight.count()).isZero();
  }
}
