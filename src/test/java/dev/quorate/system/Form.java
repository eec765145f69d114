package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The two forms of a streamed request, and what their events say. */
enum Form {
  RESPONSES("/v1/responses"),
  CHAT("/v1/chat/completions");

  private final String path;

  Form(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** A direct request for a stream. */
  String direct(String model, String... more) {
    return withStream(this == CHAT ? Bodies.chat(model, more) : Bodies.responses(model, more));
  }

  /** A fusion request for a stream. */
  String fusion(List<String> panel, String judge, String... options) {
    return withStream(
        this == CHAT
            ? Bodies.fusionChat(panel, judge, options)
            : Bodies.fusionResponses(panel, judge, options));
  }

  private String withStream(String body) {
    String usage = this == CHAT ? ",\"stream_options\":{\"include_usage\":true}}" : "}";
    return body.strip().substring(0, body.strip().length() - 1) + ",\"stream\":true" + usage;
  }

  LiveReply open(Tenant tenant, String body) {
    return LiveReply.open(tenant, path, body);
  }

  /** The text an event adds to the answer, empty for every other event. */
  String piece(LiveReply.Event event) {
    if (event.data().equals("[DONE]")) {
      return "";
    }
    JsonNode json = event.json();
    return this == CHAT
        ? json.at("/choices/0/delta/content").asString("")
        : event.name().equals("response.output_text.delta") ? json.path("delta").asString() : "";
  }

  /** All pieces of text in order. */
  String text(List<LiveReply.Event> events) {
    return events.stream().map(this::piece).collect(Collectors.joining());
  }

  /** The reply as its last event has it, with usage; fails unless the stream ended well. */
  Answer end(LiveReply live, List<LiveReply.Event> events) {
    if (this == RESPONSES) {
      LiveReply.Event last = events.getLast();
      assertThat(last.name()).as("%s", last).isIn("response.completed", "response.incomplete");
      return live.answer(last.json().path("response"));
    }
    assertThat(events.getLast().data()).isEqualTo("[DONE]");
    return live.answer(events.get(events.size() - 2).json());
  }

  /** The error the stream ended with; fails unless it ended so. */
  Answer error(LiveReply live, List<LiveReply.Event> events) {
    JsonNode last = events.getLast().json();
    assertThat(last.path("error").path("code").isString()).as("%s", last).isTrue();
    if (this == RESPONSES) {
      assertThat(events.getLast().name()).isEqualTo("error");
      LiveReply.Event failed = events.get(events.size() - 2);
      assertThat(failed.name()).isEqualTo("response.failed");
      assertThat(failed.json().at("/response/status").asString()).isEqualTo("failed");
    }
    return live.answer(last);
  }

  /** What holds of every stream: numbers without gaps, names equal to types, one id. */
  void expectOrderly(List<LiveReply.Event> events) {
    if (this == CHAT) {
      expectChunks(events);
      return;
    }
    for (int i = 0; i < events.size(); i++) {
      JsonNode json = events.get(i).json();
      assertThat(json.path("type").asString()).isEqualTo(events.get(i).name());
      assertThat(json.path("sequence_number").asInt(-1)).as("%s", json).isEqualTo(i);
    }
    assertThat(events.get(0).name()).isEqualTo("response.created");
    assertThat(events.get(1).name()).isEqualTo("response.in_progress");
  }

  private static void expectChunks(List<LiveReply.Event> events) {
    List<JsonNode> chunks =
        events.stream()
            .filter(event -> !event.data().equals("[DONE]"))
            .map(LiveReply.Event::json)
            .filter(json -> !json.has("error"))
            .toList();
    assertThat(chunks)
        .extracting(json -> json.path("object").asString())
        .containsOnly("chat.completion.chunk");
    assertThat(chunks).extracting(json -> json.path("id").asString()).hasSizeGreaterThan(0);
    assertThat(chunks.stream().map(json -> json.path("id").asString()).distinct()).hasSize(1);
    assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
  }
}
