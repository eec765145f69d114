package dev.quorate.upstream.attempt;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallResult.Answered;
import dev.quorate.upstream.CallResult.Failed;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Orders, attempts and a journal for the tests of the stack around a call. */
final class CallWorld {
  static final Duration LONG = Duration.ofMinutes(5);

  static final UpstreamSettings SETTINGS =
      new UpstreamSettings(
          Duration.ZERO,
          Duration.ofSeconds(1),
          100,
          new UpstreamSettings.Silence(LONG, LONG),
          new UpstreamSettings.Breaker(4, 4, 50, Duration.ofHours(1), Duration.ofSeconds(30)),
          new UpstreamSettings.Retry(Duration.ZERO, 10, 10));

  private CallWorld() {}

  static PricedModel model(String name, String baseUri, int concurrency) {
    return model("acme", name, baseUri, concurrency);
  }

  /** A model at these providers, in this order. */
  static PricedModel modelAt(String... providers) {
    PricedModel next = null;
    for (String provider : List.of(providers).reversed()) {
      next = model(provider, "m", "http://127.0.0.1:1/v1", 10).before(next);
    }
    return next;
  }

  private static PricedModel model(String provider, String name, String baseUri, int concurrency) {
    ProviderTarget target =
        new ProviderTarget(
            provider,
            Dialect.OPENAI,
            URI.create(baseUri),
            Sensitive.of("sk-secret"),
            Duration.ofSeconds(2),
            concurrency);
    BigDecimal one = BigDecimal.ONE;
    return new PricedModel(
        new ModelSlug("acme/" + name),
        name,
        target,
        new PriceSnapshot("v1", one, one, null, null, null, BigDecimal.ZERO),
        null,
        null,
        Set.of());
  }

  static Order order(String model) {
    return order(model, 10, Deadline.in(LONG), new Cancellation());
  }

  static Order order(String model, int concurrency, Deadline deadline, Cancellation cancellation) {
    PricedModel priced = model(model, "http://127.0.0.1:1/v1", concurrency);
    return order(priced, deadline, cancellation);
  }

  static Order order(PricedModel model, Deadline deadline, Cancellation cancellation) {
    PlannedCall call = PlannedCall.first(CallRole.DIRECT, null, model, 100, 100);
    return new Order(intent(call), request(), deadline, cancellation, null);
  }

  static ModelRequest request() {
    return new ModelRequest(
        new Conversation(List.of(Turn.User.text("hello world"))),
        GenerationSettings.capped(100),
        false);
  }

  static CommittedIntent intent(PlannedCall call) {
    return new CommittedIntent(UUID.randomUUID(), call);
  }

  static Attempt answered() {
    return new Attempt(
        new Answered("fine", FinishReason.STOP),
        new CallEnding(
            CallOutcome.OK,
            TokenUsage.of(2, 1),
            UsageSource.PROVIDER,
            200,
            null,
            Duration.ofMillis(1),
            null),
        false);
  }

  static Attempt failed(FailureKind kind, Integer status, boolean repeatable) {
    return failed(kind, status, repeatable, null);
  }

  static Attempt failed(FailureKind kind, Integer status, boolean repeatable, Duration retryAfter) {
    CallResult result = new Failed(kind, status, "scripted", retryAfter);
    CallEnding ending = CallEnding.free(CallOutcome.ERROR, status, Duration.ofMillis(1));
    return new Attempt(result, ending, repeatable);
  }

  /** Gives scripted attempts, one after the other, and keeps the orders. */
  static final class Script implements UpstreamCall {
    final List<Order> orders = new ArrayList<>();
    private final Deque<Attempt> attempts;

    Script(Attempt... attempts) {
      this.attempts = new ArrayDeque<>(List.of(attempts));
    }

    @Override
    public Attempt send(Order order) {
      orders.add(order);
      order.intent().spend();
      return attempts.size() > 1 ? attempts.removeFirst() : attempts.getFirst();
    }
  }

  /** Writes down what was settled and asked for, in order. */
  static final class Journal implements CallJournal {
    final List<String> events = new ArrayList<>();
    boolean away;

    @Override
    public CommittedIntent next(PlannedCall call) {
      if (away) {
        throw ErrorCode.LEDGER_UNAVAILABLE.because("away");
      }
      events.add("next " + call.attempt());
      return intent(call);
    }

    @Override
    public SettledCall settle(CommittedIntent intent, CallEnding ending) {
      events.add("settle " + intent.call().attempt() + " " + ending.outcome().wire());
      return new SettledCall(intent.callId(), intent.call(), ending, Money.ZERO);
    }
  }
}
