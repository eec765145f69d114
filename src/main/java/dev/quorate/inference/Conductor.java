package dev.quorate.inference;

import dev.quorate.billing.Ledger;
import dev.quorate.billing.OpenRequest;
import dev.quorate.billing.RequestOpening;
import dev.quorate.billing.RequestRefusal;
import dev.quorate.billing.RequestStatus;
import dev.quorate.billing.budget.Headroom;
import dev.quorate.fusion.FusionEngine;
import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.idempotency.KeyedRun;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.tenancy.limits.Admission;
import dev.quorate.upstream.FinishReason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a request through the house: DOOR, PLAN, HOLD, PANEL and JUDGE, SETTLE, REPLY. A direct
 * call is the same walk with a panel of one and no judge. Each step takes the last one's record;
 * what becomes of a request is decided in the rooms, in which order is decided here.
 */
@Singleton
public class Conductor {
  private static final System.Logger LOG = System.getLogger(Conductor.class.getName());

  private final Door door;
  private final Planning planning;
  private final Ledger ledger;
  private final FusionEngine engine;
  private final Delivery delivery;

  @Inject
  Conductor(Door door, Planning planning, Ledger ledger, FusionEngine engine, Delivery delivery) {
    this.door = door;
    this.planning = planning;
    this.ledger = ledger;
    this.engine = engine;
    this.delivery = delivery;
  }

  /**
   * Answers a request, blocking its virtual thread. Whatever was opened is closed before this
   * returns.
   *
   * @throws GatewayException for whatever is refused before a byte leaves
   */
  public Reply answer(Endpoint endpoint, RequestHead head, InputStream body) {
    return door.once(
        endpoint.path(), head, body, (visit, keyed) -> conduct(endpoint, visit, keyed));
  }

  /**
   * @param keyed null for a request without an idempotency key
   */
  Reply conduct(Endpoint endpoint, Visit visit, @Nullable KeyedRun keyed) {
    Admitted admitted = admit(endpoint, visit);
    Visit paid = admitted.visit();
    RunReply replies =
        new RunReply(
            admitted.ask(), paid.head(), paid.payer(), modelOf(admitted), admitted::allowances);
    Delivery.Run run = delivery.remembered(replies, endpoint.name(), paid, running(admitted));
    return delivery.deliver(replies, run, keyed);
  }

  /** The reply names the model that writes; a panel's judge is not it, so there it is the alias. */
  private static String modelOf(Admitted admitted) {
    RunPlan.OuterSeat outer = admitted.plan().outer();
    return outer == null ? admitted.ask().model() : outer.call().model().slug().value();
  }

  private Delivery.Run running(Admitted admitted) {
    return new Delivery.Run() {
      @Override
      public RunOutcome run(RunControl control) {
        return settled(admitted, control);
      }

      @Override
      public void broke(Throwable fault) {
        closeBroken(admitted, fault);
      }
    };
  }

  /** Runs what was admitted and ends its request. */
  private RunOutcome settled(Admitted admitted, RunControl control) {
    try (Admission admission = admitted.admission()) {
      RunOutcome outcome = settled(admitted.plan(), admitted.request(), control);
      admission.settle(outcome.usage().total());
      return outcome;
    }
  }

  private RunOutcome settled(RunPlan plan, OpenRequest request, RunControl control) {
    RunOutcome outcome = engine.run(plan, request.firstWave(), request, control);
    request.close(statusOf(outcome.ending()), outcome.usedCalls(), codeOf(outcome.ending()));
    return outcome;
  }

  /** What stands once the money is held and the first intents are committed. */
  private record Admitted(
      Visit visit, Ask ask, RunPlan plan, Admission admission, OpenRequest request) {
    /** What budgets and rate limits leave, as headers say it. */
    Map<String, String> allowances() {
      Map<String, String> headers = new HashMap<>(admission.headers());
      headers.putAll(Headroom.headers(request.headroom()));
      return headers;
    }
  }

  private Admitted admit(Endpoint endpoint, Visit came) {
    RequestHead head = came.head();
    String preset = null;
    try {
      Ask read = endpoint.read(came);
      Visit visit = endpoint.paid(came, read);
      Ask ask = planning.applied(read, visit);
      preset = ask.preset();
      Planning.Planned planned = planning.plan(ask, visit);
      RunPlan plan = planned.plan();
      RequestOpening opening =
          new RequestOpening(
              head.id(),
              visit.payer(),
              endpoint.name(),
              ask.model(),
              preset,
              head.receivedAt(),
              plan.firstWave(),
              plan.worstCase(),
              planned.ask().maxCost(),
              head.header("traceparent").orElse(null));
      Admission admission = door.admit(visit, plan);
      return new Admitted(visit, planned.ask(), plan, admission, opened(opening, admission));
    } catch (GatewayException refusal) {
      record(refusal, endpoint, came, preset);
      throw refusal;
    }
  }

  /** What the ledger does not let in uses no tokens and holds no place. */
  private OpenRequest opened(RequestOpening opening, Admission admission) {
    try {
      return ledger.open(opening);
    } catch (RuntimeException | Error refused) {
      admission.settle(0);
      admission.close();
      throw refused;
    }
  }

  /**
   * A refusal is a row without lines. What is our own fault is none, nor could the row be written.
   */
  private void record(
      GatewayException refusal, Endpoint endpoint, Visit visit, @Nullable String preset) {
    if (refusal.code().status() < 500) {
      RequestHead head = visit.head();
      ledger.refuse(
          new RequestRefusal(
              head.id(),
              visit.payer(),
              endpoint.name(),
              endpoint.modelAsked(visit),
              preset,
              head.receivedAt(),
              refusal.code()));
    }
  }

  private static @Nullable ErrorCode codeOf(RunOutcome.Ending ending) {
    return ending instanceof RunOutcome.Ending.Failure failure ? failure.code() : null;
  }

  private static RequestStatus statusOf(RunOutcome.Ending ending) {
    return switch (ending) {
      case RunOutcome.Ending.Answer answer ->
          answer.finish() == FinishReason.LENGTH || answer.finish() == FinishReason.CONTENT_FILTER
              ? RequestStatus.INCOMPLETE
              : RequestStatus.COMPLETED;
      case RunOutcome.Ending.Failure failure ->
          failure.status() == RunOutcome.Status.CANCELLED
              ? RequestStatus.CANCELLED
              : RequestStatus.FAILED;
    };
  }

  /** A rule of ours broke after money was held: the request must still end, and only once. */
  private void closeBroken(Admitted admitted, Throwable broken) {
    Visit visit = admitted.visit();
    LOG.log(Level.ERROR, () -> visit.head().id() + " failed after its calls were opened", broken);
    OpenRequest request = admitted.request();
    admitted.admission().close();
    try {
      // It also ends the calls nobody ended.
      request.close(RequestStatus.FAILED, Set.of(), ErrorCode.INTERNAL_ERROR);
    } catch (RuntimeException again) {
      LOG.log(Level.ERROR, () -> visit.head().id() + " could not be closed", again);
    }
  }
}
