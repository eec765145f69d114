package dev.quorate.inference;

import dev.quorate.http.Fields;
import dev.quorate.http.Json;
import dev.quorate.http.RequestHead;
import dev.quorate.tenancy.Attributions;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Doorkeeper;
import dev.quorate.tenancy.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;

/** Lets a request in: its key first, then its body, then whom it is billed to. */
@Singleton
public class Door {
  private final Doorkeeper doorkeeper;
  private final Json json;
  private final Attributions attributions;

  @Inject
  Door(Doorkeeper doorkeeper, Json json, Attributions attributions) {
    this.doorkeeper = doorkeeper;
    this.json = json;
    this.attributions = attributions;
  }

  /** Its key may use the endpoint, its body is JSON, its attribution is known. */
  public Visit enter(RequestHead head, InputStream body) {
    Caller caller = doorkeeper.caller(head);
    caller.require(Scope.INFERENCE);
    Fields fields = json.readObject(head, body);
    return new Visit(head, caller, attributions.resolve(caller, head, fields), fields);
  }
}
