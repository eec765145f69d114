package dev.quorate.inference.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Headers;
import dev.quorate.http.Reply;
import dev.quorate.http.Streams;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamedChatTest {
  private final InferenceWorld world = new InferenceWorld();

  private Reply stream(String model, String members) {
    return world.ask(
        new ChatEndpoint(),
        "{\"model\":\""
            + model
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true"
            + members
            + "}");
  }

  private static String content(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
        .collect(Collectors.joining());
  }

  @Test
  void theDeltasAreTheAnswerAndTheStreamEndsWithDone() {
    String text = Streams.textOf(stream("acme/one", ""));

    assertThat(text).endsWith("data: [DONE]\n\n").doesNotContain("event:", "usage");
    assertThat(text).contains("\"role\":\"assistant\"");
  }

  @Test
  void usageComesInAChunkOfItsOwnWhenItIsAskedFor() {
    List<JsonNode> chunks =
        InferenceWorld.events(stream("acme/one", ",\"stream_options\":{\"include_usage\":true}"));

    assertThat(content(chunks)).isEqualTo("acme/one says yes");
    assertThat(chunks.getLast().path("choices")).isEmpty();
    assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(120);
    assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asString())
        .isEqualTo("stop");
  }

  @Test
  void aFusionEndsWithItsReportAndTellsItsProgressWhenAsked() {
    List<JsonNode> chunks =
        InferenceWorld.events(
            stream(
                "fusion",
                ",\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/two\"],"
                    + "\"synthesis_model\":\"acme/judge\",\"progress\":true}"));

    assertThat(content(chunks)).isEqualTo("acme/judge says yes");
    assertThat(chunks.getLast().at("/fusion/status").asString()).isEqualTo("full");
    assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(360);
    assertThat(chunks.stream().map(chunk -> chunk.at("/fusion/event").asString("")))
        .contains("panel.added", "panel.completed");
  }

  @Test
  void toolCallsComeAsDeltas() {
    world.script(
        "acme/one",
        _ ->
            new CallResult.Answered(
                "", FinishReason.TOOL_CALLS, List.of(new Turn.ToolCall("c1", "add", "{\"a\":1}"))));

    List<JsonNode> chunks =
        InferenceWorld.events(
            stream(
                "acme/one",
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\"}}]"));

    assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/function/name").asString())
        .isEqualTo("add");
    assertThat(chunks.get(2).at("/choices/0/delta/tool_calls/0/function/arguments").asString())
        .isEqualTo("{\"a\":1}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
  }

  @Test
  void aFailureIsAnErrorEventAndNothingAfterIt() {
    world.script(
        "acme/one",
        _ -> new CallResult.Failed(FailureKind.BROKEN_REPLY, 200, "It broke off.", null));

    String text = Streams.textOf(stream("acme/one", ""));

    assertThat(text).doesNotContain("[DONE]");
    assertThat(text.strip().lines().toList().getLast())
        .startsWith("data: {\"error\":{\"message\":\"It broke off.\"");
  }

  @Test
  void openRoutersClientsGetTheUsageUnasked() {
    world.withHeader(Headers.OPENROUTER, "1");

    List<JsonNode> chunks = InferenceWorld.events(stream("acme/one", ""));

    assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(120);
    assertThat(chunks).noneMatch(chunk -> chunk.has("system_fingerprint"));
  }

  @Test
  void openRoutersClientsGetAFailureAsAChunk() {
    world.withHeader(Headers.OPENROUTER, "1");
    world.script(
        "acme/one",
        _ -> new CallResult.Failed(FailureKind.BROKEN_REPLY, 200, "It broke off.", null));

    JsonNode last = InferenceWorld.events(stream("acme/one", "")).getLast();

    assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
    assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("error");
    assertThat(last.at("/choices/0/delta/content").asString()).isEmpty();
    assertThat(last.at("/error/code").asInt()).isEqualTo(502);
    assertThat(last.at("/error/message").asString()).isEqualTo("It broke off.");
    assertThat(last.at("/error/metadata/error_code").asString()).isEqualTo("upstream_error");
    assertThat(last.at("/usage/total_tokens").isNumber()).isTrue();
  }

  @Test
  void aRefusalIsPlainJson() {
    assertThatThrownBy(() -> stream("no slug", "")).hasMessageContaining("no slug");
  }
}
