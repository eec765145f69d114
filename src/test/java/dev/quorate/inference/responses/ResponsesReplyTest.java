package dev.quorate.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Reply;
import dev.quorate.inference.Golden;
import dev.quorate.inference.InferenceWorld;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResponsesReplyTest {
  /** What Open Responses' {@code ResponseResource} lists as required. */
  private static final List<String> REQUIRED =
      List.of(
          "id",
          "object",
          "created_at",
          "completed_at",
          "status",
          "incomplete_details",
          "model",
          "previous_response_id",
          "instructions",
          "output",
          "error",
          "tools",
          "tool_choice",
          "truncation",
          "parallel_tool_calls",
          "text",
          "top_p",
          "presence_penalty",
          "frequency_penalty",
          "top_logprobs",
          "temperature",
          "reasoning",
          "usage",
          "max_output_tokens",
          "max_tool_calls",
          "store",
          "background",
          "service_tier",
          "metadata",
          "safety_identifier",
          "prompt_cache_key");

  private static final String FUSION =
      """
      {"model":"fusion","input":"P=NP?","fusion":{"analysis_models":["acme/one","acme/two",
       "acme/three"],"synthesis_model":"acme/one","seed":41,"include":["panel"]}}\
      """;

  private final InferenceWorld world = Golden.world();

  @Test
  void everyKeyOfTheSpecificationIsThere() {
    JsonNode direct = json("{\"model\":\"acme/one\",\"input\":\"Hi\"}");
    JsonNode fusion = json(FUSION);

    assertThat(direct.propertyNames()).containsAll(REQUIRED).hasSize(REQUIRED.size());
    assertThat(fusion.propertyNames()).containsAll(REQUIRED).contains("fusion");
  }

  @Test
  void directAnswerCutAtItsCap() {
    Golden.mustEqual(
        "responses-direct.json",
        ask("{\"model\":\"acme/cut\",\"input\":\"P=NP?\",\"max_output_tokens\":20}"));
  }

  @Test
  void degradedFusionWithThePanelsTexts() {
    Golden.mustEqual("responses-fusion.json", ask(FUSION));
  }

  @Test
  void failedFusion() {
    Golden.mustEqual(
        "responses-failed.json",
        ask(
            "{\"model\":\"fusion\",\"input\":\"Hi\","
                + "\"fusion\":{\"analysis_models\":[\"acme/two\"],\"seed\":41}}"));
  }

  private Reply ask(String body) {
    return world.ask(new ResponsesEndpoint(), body);
  }

  private JsonNode json(String body) {
    return InferenceWorld.json(ask(body));
  }
}
