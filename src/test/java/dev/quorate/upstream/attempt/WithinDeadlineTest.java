package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.LONG;
import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.wire.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WithinDeadlineTest {
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Cancellation cancellation = new Cancellation();
  private final List<Order> sent = new ArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void whatWasGivenUpBeforeIsNotSent() {
    cancellation.cancel(Reason.STRAGGLER);

    Sent ending = within(arrived(true), null).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(sent).isEmpty();
    assertThat(ending)
        .isEqualTo(new Sent.Lost(TransportFault.NOT_BEGUN, Duration.ZERO, Reason.STRAGGLER));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aPassedDeadlineSendsNothing() {
    Order late = order("m", 1, Deadline.in(Duration.ZERO), cancellation);

    Sent ending = within(arrived(true), null).send(late);

    assertThat(sent).isEmpty();
    assertThat(ending.givenUp()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void whatEndsByItselfIsHandedOn() {
    Sent whole = arrived(true);

    Sent ending = within(whole, null).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(ending).isEqualTo(whole);
    assertThat(sent).hasSize(1);
  }

  @Test
  void anAnswerThatIsWholeIsKeptEvenWhenNobodyWaits() {
    Sent ending =
        within(arrived(true), Reason.STRAGGLER)
            .send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(ending.givenUp()).isNull();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anAnswerWeBrokeOffIsOurs() {
    Sent ending =
        within(arrived(false), Reason.CANCELLED)
            .send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(ending.givenUp()).isEqualTo(Reason.CANCELLED);
    assertThat(ending).isInstanceOf(Sent.Arrived.class);
  }

  @Test
  void aWaitWeBrokeOffIsOurs() {
    Sent lost = new Sent.Lost(TransportFault.CUT_BEFORE_ANSWER, Duration.ZERO, null);

    Sent ending =
        within(lost, Reason.CANCELLED).send(order("m", 1, Deadline.in(LONG), cancellation));

    assertThat(ending.givenUp()).isEqualTo(Reason.CANCELLED);
    assertThat(((Sent.Lost) ending).fault()).isEqualTo(TransportFault.CUT_BEFORE_ANSWER);
  }

  @Test
  void aSilentProviderIsLeftBeforeTheDeadline() {
    Sent lost = new Sent.Lost(TransportFault.CUT_BEFORE_ANSWER, Duration.ZERO, null);
    Wire silent =
        order -> {
          waitForAnInterrupt();
          return lost;
        };
    UpstreamSettings.Silence brief =
        new UpstreamSettings.Silence(Duration.ofMillis(20), Duration.ofMillis(20));
    Order order = order("m", 1, Deadline.in(LONG), cancellation).heardBy(new Told());

    Sent ending = new WithinDeadline(silent, timer, brief).send(order);

    assertThat(ending.givenUp()).isEqualTo(Reason.SILENCE);
  }

  @Test
  void whatMayBeAllOfTheAnswerIsNotWaitedForLong() {
    Wire open =
        order -> {
          order.listener().perhapsComplete();
          waitForAnInterrupt();
          return arrived(true);
        };
    Order order = order("m", 1, Deadline.in(LONG), cancellation).heardBy(new Told());

    Sent ending = new WithinDeadline(open, timer, CallWorld.SETTINGS.silence()).send(order);

    assertThat(ending).isEqualTo(arrived(true));
  }

  private static void waitForAnInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException gaveUp) {
      // As hoped for.
    }
  }

  /** A wire that comes back with this, after the run was given up for the reason, if any. */
  private WithinDeadline within(Sent comesBack, Reason givenUp) {
    Wire wire =
        order -> {
          sent.add(order);
          if (givenUp != null) {
            cancellation.cancel(givenUp);
          }
          return comesBack;
        };
    return new WithinDeadline(wire, timer, CallWorld.SETTINGS.silence());
  }

  private static Sent arrived(boolean whole) {
    Exchange exchange =
        new Exchange(
            new Answered("fine", FinishReason.STOP),
            200,
            null,
            whole,
            new ReportedUsage.Missing(),
            "fine");
    return new Sent.Arrived(exchange, Duration.ZERO, null, null);
  }
}
