package dev.quorate.inference;

import dev.quorate.http.Fields;
import dev.quorate.http.RequestHead;

/** One public form of the same request: how it is read. */
public interface Endpoint {
  /** The endpoint's name in the ledger: {@code responses}, {@code chat.completions}. */
  String name();

  /** Where it is served, {@code /v1/responses}. */
  String path();

  /**
   * Reads a request body; {@code project_id} and {@code tags} were read before.
   *
   * @param head says whose clients' habits the reply must suit
   * @throws dev.quorate.kernel.GatewayException naming the path of what is wrong
   */
  Ask read(RequestHead head, Fields body);
}
