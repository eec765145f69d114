package dev.quorate.inference;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Drain;
import dev.quorate.http.Fields;
import dev.quorate.http.Json;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.idempotency.KeyedBody;
import dev.quorate.inference.idempotency.KeyedRun;
import dev.quorate.inference.idempotency.Repeats;
import dev.quorate.tenancy.Attributions;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.Admission;
import dev.quorate.tenancy.limits.RateLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a request in: its key first, then its body, then whom it is billed to. */
@Singleton
public class Door {
  private final Doorkeeper doorkeeper;
  private final Json json;
  private final Attributions attributions;
  private final RateLimits rates;
  private final Repeats repeats;
  private final Drain drain;

  @Inject
  Door(
      Doorkeeper doorkeeper,
      Json json,
      Attributions attributions,
      RateLimits rates,
      Repeats repeats,
      Drain drain) {
    this.repeats = repeats;
    this.drain = drain;
    this.doorkeeper = doorkeeper;
    this.json = json;
    this.attributions = attributions;
    this.rates = rates;
  }

  /** What is done with a request that came in. */
  interface Work {
    /**
     * @param keyed null for a request without an idempotency key
     */
    Reply run(Visit visit, @Nullable KeyedRun keyed);
  }

  /**
   * Lets it in, and has it run unless its idempotency key says that it ran before.
   *
   * @param path the endpoint's
   */
  Reply once(String path, RequestHead head, InputStream body, Work work) {
    drain.requireOpen();
    KeyedBody keyed = repeats.keyed(head, body);
    if (keyed == null) {
      return work.run(enter(head, body), null);
    }
    Visit visit = enter(head, keyed.stream());
    return repeats.once(keyed, path, visit.caller(), run -> work.run(visit, run));
  }

  /** Its key may use the endpoint, its body is JSON, its attribution is known. */
  public Visit enter(RequestHead head, InputStream body) {
    drain.requireOpen();
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    Fields fields = json.readObject(head, body);
    return new Visit(head, caller, attributions.resolve(caller, head, fields), fields);
  }

  /**
   * Counts a request that sends nothing, so uses no tokens, and is over at once.
   *
   * @return headers of its reply
   * @throws dev.quorate.kernel.GatewayException RATE_LIMIT_EXCEEDED
   */
  public Map<String, String> count(Visit visit) {
    try (Admission admission = rates.admit(visit.caller(), visit.payer().project(), 0)) {
      admission.settle(0);
      return admission.headers();
    }
  }

  /**
   * Counts a request against its rate limits once its plan stands.
   *
   * @throws dev.quorate.kernel.GatewayException RATE_LIMIT_EXCEEDED
   */
  Admission admit(Visit visit, RunPlan plan) {
    return rates.admit(visit.caller(), visit.payer().project(), plan.tokenBound());
  }
}
