package dev.quorate.inference.chat;

/** Words and examples of the API description; the reply is a real one. */
final class Examples {
  static final String DESCRIPTION =
      "Every call is committed to the ledger before it leaves and settled before the reply. A panel"
          + " model that fails is dropped and the run goes on, as long as min_answers are usable.";

  static final String DIRECT_REQUEST =
      """
      {"model":"sandbox/echo","messages":[{"role":"user","content":"Hello"}]}\
      """;

  static final String FUSION_REQUEST =
      """
      {"model":"fusion",
       "messages":[{"role":"user","content":"Is P equal to NP?"}],
       "fusion":{"analysis_models":["sandbox/optimist","sandbox/sceptic","sandbox/echo"],
                 "synthesis_model":"sandbox/judge"}}\
      """;

  static final String FUSION_REPLY =
      """
      {"id":"chatcmpl-01a200674e70739b8582b900fb127014","object":"chat.completion",
       "created":1795303100,"model":"fusion",
       "choices":[{"index":0,
                   "message":{"role":"assistant",
                              "content":"On \\"Is P equal to NP?\\": I would be careful about \
      \\"Is P equal to NP?\\". The costs come early and the gains late. Say what would prove it \
      wrong, and check that first. There is good reason for confidence about \\"Is P equal to \
      NP?\\". The gain is larger than it looks. Start small, measure, and grow what works. Is P \
      equal to NP?",
                              "refusal":null,"annotations":[]},
                   "logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":256,"completion_tokens":124,"total_tokens":380,
                "prompt_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},
                "completion_tokens_details":{"reasoning_tokens":0},"cost":0.00056},
       "fusion":{"run_id":"fr_01a200674e70739b8582b900fb127014","mode":"synthesis",
                 "status":"full","reasons":[],"invoked":true,"preset":null,"seed":2083816341,
                 "panel":[{"index":0,"model":"sandbox/optimist","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"prompt_tokens":5,"completion_tokens":26,"total_tokens":31,
                                    "prompt_tokens_details":{"cached_tokens":0,
                                                             "cache_write_tokens":0},
                                    "completion_tokens_details":{"reasoning_tokens":0}},
                           "cost":0.00002725,"latency_ms":170},
                          {"index":1,"model":"sandbox/sceptic","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"prompt_tokens":5,"completion_tokens":28,"total_tokens":33,
                                    "prompt_tokens_details":{"cached_tokens":0,
                                                             "cache_write_tokens":0},
                                    "completion_tokens_details":{"reasoning_tokens":0}},
                           "cost":0.00002925,"latency_ms":123},
                          {"index":2,"model":"sandbox/echo","provider":"sandbox","status":"ok",
                           "reason":null,"status_code":null,
                           "usage":{"prompt_tokens":5,"completion_tokens":5,"total_tokens":10,
                                    "prompt_tokens_details":{"cached_tokens":0,
                                                             "cache_write_tokens":0},
                                    "completion_tokens_details":{"reasoning_tokens":0}},
                           "cost":0.0000025,"latency_ms":164}],
                 "judge":{"model":"sandbox/judge","provider":"sandbox","status":"ok",
                          "usage":{"prompt_tokens":241,"completion_tokens":65,
                                   "total_tokens":306,
                                   "prompt_tokens_details":{"cached_tokens":0,
                                                            "cache_write_tokens":0},
                                   "completion_tokens_details":{"reasoning_tokens":0}},
                          "cost":0.000501,"latency_ms":107},
                 "cost":{"panel":0.000059,"judge":0.000501,"writer":0,"web":0,"total":0.00056,
                         "waste":0},
                 "timing":{"panel_ms":171,"judge_ms":136,"overhead_ms":80.5}}}\
      """;

  private Examples() {}
}
