package dev.quorate.upstream.attempt;

import static dev.quorate.upstream.attempt.CallWorld.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation.Reason;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ProviderDialect;
import dev.quorate.upstream.ReportedUsage;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger is told: one row of the usage table a test. */
class AccountedTest {
  private static final ReportedUsage MISSING = new ReportedUsage.Missing();
  private static final CallResult FINE = new Answered("one two three", FinishReason.STOP);

  @Test
  void reportedTokensAreTheProviders() {
    TokenUsage reported = new TokenUsage(1, 2, 3, 4, 5);

    CallEnding ending = ending(200, FINE, true, new ReportedUsage.Reported(reported), "x");

    assertThat(ending.outcome()).isEqualTo(CallOutcome.OK);
    assertThat(ending.usageSource()).isEqualTo(UsageSource.PROVIDER);
    assertThat(ending.usage()).isEqualTo(reported);
    assertThat(ending.providerRequestId()).isEqualTo("req-1");
  }

  @Test
  void anExplicitZeroIsReported() {
    CallEnding ending =
        ending(200, FINE, true, new ReportedUsage.Reported(TokenUsage.ZERO), "one two three");

    assertThat(ending.usageSource()).isEqualTo(UsageSource.PROVIDER);
    assertThat(ending.usage()).isEqualTo(TokenUsage.ZERO);
  }

  @Test
  void aWholeAnswerWithoutUsageIsCounted() {
    CallEnding ending = ending(200, FINE, true, MISSING, "one two three");

    assertThat(ending.usageSource()).isEqualTo(UsageSource.COUNTED);
    assertThat(ending.usage()).isEqualTo(TokenUsage.of(10, 3));
  }

  @Test
  void aCutAnswerIsEstimatedFromWhatArrived() {
    CallEnding ending = ending(200, failure(FailureKind.BROKEN_REPLY), false, MISSING, "one");

    assertThat(ending.outcome()).isEqualTo(CallOutcome.TRUNCATED);
    assertThat(ending.usageSource()).isEqualTo(UsageSource.ESTIMATED);
    assertThat(ending.usage()).isEqualTo(TokenUsage.of(10, 1));
  }

  @Test
  void nonsenseWithAWholeBodyIsCounted() {
    CallEnding ending = ending(200, failure(FailureKind.BROKEN_REPLY), true, MISSING, "");

    assertThat(ending.outcome()).isEqualTo(CallOutcome.ERROR);
    assertThat(ending.usageSource()).isEqualTo(UsageSource.COUNTED);
    assertThat(ending.usage()).isEqualTo(TokenUsage.of(10, 0));
  }

  @Test
  void absurdUsageIsNotBelieved() {
    CallEnding ending = ending(200, FINE, true, new ReportedUsage.Absurd(), "one");

    assertThat(ending.outcome()).isEqualTo(CallOutcome.OK);
    assertThat(ending.usageSource()).isEqualTo(UsageSource.NONE);
    assertThat(ending.usage()).isEqualTo(TokenUsage.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 429, 500, 503})
  void anErrorStatusCostsNothingWhateverItReports(int status) {
    ReportedUsage reported = new ReportedUsage.Reported(TokenUsage.of(7, 7));

    CallEnding ending = ending(status, failure(FailureKind.PROVIDER_ERROR), true, reported, "x");

    assertThat(ending.outcome()).isEqualTo(CallOutcome.ERROR);
    assertThat(ending.usageSource()).isEqualTo(UsageSource.NONE);
    assertThat(ending.usage()).isEqualTo(TokenUsage.ZERO);
    assertThat(ending.upstreamStatus()).isEqualTo(status);
  }

  @Test
  void anErrorObjectUnderA200CostsNothing() {
    CallEnding ending = ending(200, failure(FailureKind.RATE_LIMITED), true, MISSING, "");

    assertThat(ending.usageSource()).isEqualTo(UsageSource.NONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"OVERLOADED", "RATE_LIMITED"})
  void loadUnderA200AsksToComeAgainBeforeTheFirstWord(FailureKind kind) {
    assertThat(attempt(200, failure(kind), true, MISSING, "").repeatable()).isTrue();
    assertThat(attempt(200, failure(kind), false, MISSING, "one").repeatable()).isFalse();
    assertThat(attempt(503, failure(kind), true, MISSING, "").repeatable()).isTrue();
  }

  @Test
  void anyOtherErrorUnderA200DoesNot() {
    assertThat(attempt(200, failure(FailureKind.PROVIDER_ERROR), true, MISSING, "").repeatable())
        .isFalse();
  }

  @Test
  void aRefusedConnectionIsNotSentFreeAndRepeatable() {
    Attempt attempt = send(new ConnectException("Connection refused"));

    assertThat(((Failed) attempt.result()).kind()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.NOT_SENT);
    assertThat(attempt.ending().usageSource()).isEqualTo(UsageSource.NONE);
    assertThat(attempt.repeatable()).isTrue();
  }

  @Test
  void aConnectionThatBrokeAfterTheRequestIsEstimatedAndNotRepeated() {
    Attempt attempt = send(new SocketException("Connection reset"));

    assertThat(((Failed) attempt.result()).kind()).isEqualTo(FailureKind.BROKEN_REPLY);
    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.ERROR);
    assertThat(attempt.ending().usageSource()).isEqualTo(UsageSource.ESTIMATED);
    assertThat(attempt.ending().usage()).isEqualTo(TokenUsage.of(10, 0));
    assertThat(attempt.repeatable()).isFalse();
  }

  @Test
  void givingUpKeepsTheTokensAndTellsTheReason() {
    Attempt given = send(new SocketException("Closed by interrupt")).givenUp(Reason.STRAGGLER);

    assertThat(((Failed) given.result()).kind()).isEqualTo(FailureKind.STRAGGLER);
    assertThat(given.ending().outcome()).isEqualTo(CallOutcome.STRAGGLER);
    assertThat(given.ending().usage()).isEqualTo(TokenUsage.of(10, 0));
    assertThat(given.ending().usageSource()).isEqualTo(UsageSource.ESTIMATED);
  }

  @Test
  void anIntentPaysForOneSend() {
    Accounted door = door((model, request) -> exchange(200, FINE, true, MISSING, ""));
    Order order = order("m");
    Attempt ignored = door.send(order);

    assertThatThrownBy(() -> door.send(order)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFaultOfOursIsAnEndingToo() {
    Attempt attempt =
        door(
                (model, request) -> {
                  throw new IllegalArgumentException("bug");
                })
            .send(order("m"));

    assertThat(attempt.ending().outcome()).isEqualTo(CallOutcome.ERROR);
    assertThat(((Failed) attempt.result()).message()).doesNotContain("bug");
  }

  private static CallEnding ending(
      int status, CallResult result, boolean whole, ReportedUsage usage, String text) {
    return attempt(status, result, whole, usage, text).ending();
  }

  private static Attempt attempt(
      int status, CallResult result, boolean whole, ReportedUsage usage, String text) {
    Exchange exchange = exchange(status, result, whole, usage, text);
    return door((model, request) -> exchange).send(order("m"));
  }

  private static Exchange exchange(
      int status, CallResult result, boolean whole, ReportedUsage usage, String text) {
    return new Exchange(result, status, "req-1", whole, usage, text);
  }

  private static CallResult failure(FailureKind kind) {
    return new Failed(kind, 200, "scripted", null);
  }

  private static Attempt send(IOException failure) {
    return door(
            (model, request) -> {
              throw failure;
            })
        .send(order("m"));
  }

  private interface Asked {
    Exchange exchange(PricedModel model, ModelRequest request) throws IOException;
  }

  private static Accounted door(Asked asked) {
    ProviderDialect dialect =
        new ProviderDialect() {
          @Override
          public Dialect dialect() {
            return Dialect.OPENAI;
          }

          @Override
          public Exchange exchange(
              CommittedIntent intent, ModelRequest request, StreamListener listener)
              throws IOException {
            return asked.exchange(intent.call().model(), request);
          }
        };
    HostNames names = new HostNames(null, Duration.ZERO, HostNames::findByName);
    Door door = new Door(Map.of(Dialect.OPENAI, dialect), names);
    return new Accounted(door, new UsageTable(new Words()));
  }

  /** Ten for a conversation, one a word for a text. */
  private static final class Words implements TokenCounter {
    @Override
    public long count(String text) {
      return text.isEmpty() ? 0 : text.split(" ", -1).length;
    }

    @Override
    public long count(Conversation conversation) {
      return 10;
    }
  }
}
