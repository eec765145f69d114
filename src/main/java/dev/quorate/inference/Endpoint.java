package dev.quorate.inference;

/** One public form of the same request: how it is read. */
public interface Endpoint {
  /** The endpoint's name in the ledger: {@code responses}, {@code chat.completions}. */
  String name();

  /** Where it is served, {@code /v1/responses}. */
  String path();

  /**
   * Reads a request body; {@code project_id} and {@code tags} were read before.
   *
   * @param visit its head says whose clients' habits the reply must suit
   * @throws dev.quorate.kernel.GatewayException naming the path of what is wrong
   */
  Ask read(Visit visit);

  /** Whom the request is billed to, where its body may leave that open. */
  default Visit paid(Visit visit, Ask ask) {
    return visit;
  }

  /** The model it names, for the record of a refusal; empty when it cannot be read. */
  default String modelAsked(Visit visit) {
    return visit.modelAsked();
  }
}
