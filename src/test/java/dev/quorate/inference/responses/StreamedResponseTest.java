package dev.quorate.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Reply;
import dev.quorate.http.Streams;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamedResponseTest {
  private final InferenceWorld world = new InferenceWorld();

  private Reply stream(String model, String members) {
    return world.ask(
        new ResponsesEndpoint(),
        "{\"model\":\"" + model + "\",\"input\":\"Hi\",\"stream\":true" + members + "}");
  }

  private List<JsonNode> events(String model, String members) {
    return InferenceWorld.events(stream(model, members));
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asString()).toList();
  }

  @Test
  void theEventsStandInTheStandardOrder() {
    List<JsonNode> events = events("acme/one", "");

    assertThat(types(events))
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    for (int number = 0; number < events.size(); number++) {
      assertThat(events.get(number).path("sequence_number").asInt()).isEqualTo(number);
    }
  }

  @Test
  void theEventsNameIsItsType() {
    String text = Streams.textOf(stream("acme/one", ""));

    List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
    for (int line = 0; line < lines.size(); line += 2) {
      String name = lines.get(line).substring("event: ".length());
      assertThat(lines.get(line + 1)).startsWith("data: {\"type\":\"" + name + "\"");
    }
  }

  @Test
  void theFirstEventHasEveryKeyAndNoUsageAndTheLastIsTheWholeReply() {
    List<JsonNode> events = events("acme/one", "");
    JsonNode created = events.getFirst().path("response");
    JsonNode completed = events.getLast().path("response");

    assertThat(created.path("status").asString()).isEqualTo("in_progress");
    assertThat(created.path("usage").isNull()).isTrue();
    assertThat(created.path("output")).isEmpty();
    assertThat(completed.at("/output/0/content/0/text").asString()).isEqualTo("acme/one says yes");
    assertThat(completed.at("/usage/total_tokens").asInt()).isEqualTo(120);
    assertThat(completed.path("id")).isEqualTo(created.path("id"));
  }

  @Test
  void toolCallsAreItemsOfTheirOwn() {
    world.script(
        "acme/one",
        _ ->
            new CallResult.Answered(
                "Let me add.",
                FinishReason.TOOL_CALLS,
                List.of(
                    new Turn.ToolCall("c1", "add", "{\"a\":1}"),
                    new Turn.ToolCall("c2", "add", ""))));

    List<JsonNode> events =
        events("acme/one", ",\"tools\":[{\"type\":\"function\",\"name\":\"add\"}]");
    JsonNode output = events.getLast().at("/response/output");

    assertThat(types(events))
        .containsSubsequence(
            "response.output_text.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.done",
            "response.completed");
    assertThat(output).hasSize(3);
    assertThat(output.at("/1/call_id").asString()).isEqualTo("c1");
    assertThat(output.at("/1/arguments").asString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void anAnswerCutAtItsCapIsIncomplete() {
    world.script("acme/one", _ -> new CallResult.Answered("Half", FinishReason.LENGTH));

    JsonNode last = events("acme/one", "").getLast();

    assertThat(last.path("type").asString()).isEqualTo("response.incomplete");
    assertThat(last.at("/response/incomplete_details/reason").asString())
        .isEqualTo("max_output_tokens");
  }

  @Test
  void aFailureCarriesBothSetsOfKeysAndIsNoSuccess() {
    world.script(
        "acme/one",
        _ -> new CallResult.Failed(FailureKind.BROKEN_REPLY, 200, "It broke off.", null));

    List<JsonNode> events = events("acme/one", "");
    JsonNode error = events.getLast();

    assertThat(types(events)).endsWith("response.failed", "error").doesNotContain("completed");
    assertThat(error.path("code").asString()).isEqualTo("upstream_error");
    assertThat(error.at("/error/code").asString()).isEqualTo("upstream_error");
    assertThat(error.path("message").asString()).isEqualTo("It broke off.");
  }

  @Test
  void progressIsToldOnlyWhenAsked() {
    String panel =
        ",\"fusion\":{\"analysis_models\":[\"acme/one\"],\"synthesis_model\":\"acme/two\"%s}";

    assertThat(types(events("fusion", panel.formatted(""))))
        .noneMatch(type -> type.startsWith("response.fusion_call"));
    assertThat(types(events("fusion", panel.formatted(",\"progress\":true"))))
        .contains("response.fusion_call.panel.added", "response.fusion_call.panel.completed");
  }
}
