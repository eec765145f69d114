package dev.quorate.inference;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.http.Json;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Attributions;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.Admission;
import dev.quorate.tenancy.limits.RateLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;

/** Lets a request in: its key first, then its body, then whom it is billed to. */
@Singleton
public class Door {
  private final Doorkeeper doorkeeper;
  private final Json json;
  private final Attributions attributions;
  private final RateLimits rates;

  @Inject
  Door(Doorkeeper doorkeeper, Json json, Attributions attributions, RateLimits rates) {
    this.doorkeeper = doorkeeper;
    this.json = json;
    this.attributions = attributions;
    this.rates = rates;
  }

  /** Its key may use the endpoint, its body is JSON, its attribution is known. */
  public Visit enter(RequestHead head, InputStream body) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    Fields fields = json.readObject(head, body);
    return new Visit(head, caller, attributions.resolve(caller, head, fields), fields);
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
