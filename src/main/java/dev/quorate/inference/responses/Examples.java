package dev.quorate.inference.responses;

/** Words and examples of the API description; the reply is a real one. */
final class Examples {
  static final String DESCRIPTION =
      "Every call is committed to the ledger before it leaves and settled before the reply. A panel"
          + " model that fails is dropped and the run goes on, as long as min_answers are usable.";

  static final String DIRECT_REQUEST =
      """
      {"model":"sandbox/echo","input":"Hello"}\
      """;

  static final String FUSION_REQUEST =
      """
      {"model":"fusion",
       "input":"Is P equal to NP?",
       "fusion":{"analysis_models":["sandbox/optimist","sandbox/sceptic","sandbox/echo"],
                 "synthesis_model":"sandbox/judge"}}\
      """;

  static final String FUSION_REPLY = "{}";

  private Examples() {}
}
