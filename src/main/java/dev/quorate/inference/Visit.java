package dev.quorate.inference;

import dev.quorate.http.Fields;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.Attribution;
import dev.quorate.tenancy.Caller;
import tools.jackson.databind.JsonNode;

/**
 * A request that came through the door.
 *
 * @param payer whom its calls are billed to
 * @param body read as far as {@code payer} needed it
 */
public record Visit(RequestHead head, Caller caller, Attribution payer, Fields body) {
  private static final int MAX_MODEL = 200;

  /** The same, billed to somebody else. */
  public Visit paidBy(Attribution other) {
    return new Visit(head, caller, other, body);
  }

  /** The model the caller named, for the record of a refusal; empty when it cannot be read. */
  String modelAsked() {
    JsonNode model = body.raw("model");
    if (model == null || !model.isString()) {
      return "";
    }
    String name = model.stringValue();
    boolean readable =
        name.length() <= MAX_MODEL && name.chars().noneMatch(Character::isISOControl);
    return readable ? name : "";
  }
}
