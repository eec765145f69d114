package dev.quorate.inference.state;

import dev.quorate.inference.Ask;
import dev.quorate.inference.Visit;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;

/** Requests of a workspace that keeps no texts. */
final class KeptNothing {
  private KeptNothing() {}

  /**
   * The request, which leaves nothing behind although that is the endpoint's default.
   *
   * @throws GatewayException RETENTION_OFF for one that asks for a text that is kept
   */
  static Ask of(Ask ask, Recollection recollection, Visit visit) {
    if (Boolean.TRUE.equals(visit.body().bool("store"))) {
      throw refusal("store");
    }
    if (recollection.background()) {
      throw refusal("background");
    }
    if (recollection.previous() != null) {
      throw refusal("previous_response_id");
    }
    if (ItemReferences.areIn(recollection.input())) {
      throw refusal("input");
    }
    return ask.unkept(recollection.unkept());
  }

  private static GatewayException refusal(String field) {
    return ErrorCode.RETENTION_OFF.because(
        field, "This workspace keeps no texts, and '" + field + "' needs one kept.");
  }
}
