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

  static final String FUSION_REPLY =
      """
      {"id":"resp_01a200674d1e7ea7a6f416604f16f4b1","object":"response",
       "created_at":1795303099,"completed_at":1795303099,"status":"completed","error":null,
       "incomplete_details":null,"model":"fusion",
       "output":[{"type":"message","id":"msg_01a200674d1e7ea7a6f416604f16f4b1",
                  "status":"completed","role":"assistant",
                  "content":[{"type":"output_text",
                              "text":"On \\"Is P equal to NP?\\": I would be careful about \
      \\"Is P equal to NP?\\". The costs come early and the gains late. Say what would prove it \
      wrong, and check that first. Is P equal to NP? There is good reason for confidence about \
      \\"Is P equal to NP?\\". The gain is larger than it looks. Start small, measure, and grow \
      what works.",
                              "annotations":[],"logprobs":[]}]}],
       "usage":{"input_tokens":256,
                "input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},
                "output_tokens":124,"output_tokens_details":{"reasoning_tokens":0},
                "total_tokens":380,"cost":0.00056},
       "fusion":{"run_id":"fr_01a200674d1e7ea7a6f416604f16f4b1","mode":"synthesis",
                 "status":"full","reasons":[],"invoked":true,"preset":null,"seed":1160587029,
                 "panel":[{"index":0,"model":"sandbox/optimist","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"input_tokens":5,
                                    "input_tokens_details":{"cached_tokens":0,
                                                            "cache_write_tokens":0},
                                    "output_tokens":26,
                                    "output_tokens_details":{"reasoning_tokens":0},
                                    "total_tokens":31},
                           "cost":0.00002725,"latency_ms":38},
                          {"index":1,"model":"sandbox/sceptic","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"input_tokens":5,
                                    "input_tokens_details":{"cached_tokens":0,
                                                            "cache_write_tokens":0},
                                    "output_tokens":28,
                                    "output_tokens_details":{"reasoning_tokens":0},
                                    "total_tokens":33},
                           "cost":0.00002925,"latency_ms":32},
                          {"index":2,"model":"sandbox/echo","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"input_tokens":5,
                                    "input_tokens_details":{"cached_tokens":0,
                                                            "cache_write_tokens":0},
                                    "output_tokens":5,
                                    "output_tokens_details":{"reasoning_tokens":0},
                                    "total_tokens":10},
                           "cost":0.0000025,"latency_ms":33}],
                 "judge":{"model":"sandbox/judge","provider":"sandbox","status":"ok",
                          "usage":{"input_tokens":241,
                                   "input_tokens_details":{"cached_tokens":0,
                                                           "cache_write_tokens":0},
                                   "output_tokens":65,
                                   "output_tokens_details":{"reasoning_tokens":0},
                                   "total_tokens":306},
                          "cost":0.000501,"latency_ms":87},
                 "cost":{"panel":0.000059,"judge":0.000501,"writer":0,"web":0,"total":0.00056,
                         "waste":0},
                 "timing":{"panel_ms":39,"judge_ms":99,"overhead_ms":55.7}},
       "previous_response_id":null,"instructions":null,"max_output_tokens":null,
       "temperature":1,"top_p":1,"presence_penalty":0,"frequency_penalty":0,"top_logprobs":0,
       "text":{"format":{"type":"text"}},"reasoning":{"effort":null,"summary":null},"tools":[],
       "tool_choice":"auto","parallel_tool_calls":true,"max_tool_calls":null,
       "truncation":"disabled","store":false,"background":false,"service_tier":"default",
       "metadata":{},"safety_identifier":null,"prompt_cache_key":null}\
      """;

  private Examples() {}
}
