package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.LiveReply.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The same requests under both base paths: each gets what its clients can read. */
@ExtendWith(StageExtension.class)
class OpenRouterPathIT {
  private final Stage stage;
  private final Tenant tenant;
  private final String panelist;
  private final String outer;

  OpenRouterPathIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.panelist = stage.model("panelist", FakeAnswer.text("{\"consensus\":[\"Paris.\"]}"));
    this.outer =
        stage.model(
            "outer", FakeAnswer.calling(FakeCall.fusion()), FakeAnswer.text("It is Paris."));
  }

  private String plugin() {
    return "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\"],\"model\":\"%s\"}]"
        .formatted(panelist, panelist);
  }

  private List<Event> stream(String path, String body) {
    try (LiveReply live = LiveReply.open(tenant, path, body)) {
      return live.all();
    }
  }

  @Test
  void underV1AnOpenAiClientMeetsNothingItDoesNotKnow() {
    List<Event> events = stream("/v1/responses", Form.RESPONSES.direct(outer, plugin()));
    JsonNode reply = events.getLast().json().path("response");

    assertThat(events).noneMatch(event -> event.name().contains("fusion"));
    assertThat(reply.path("output"))
        .extracting(item -> item.path("type").asString())
        .containsExactly("message");
    assertThat(reply.at("/fusion/responses/0/model").asString()).isEqualTo(panelist);
    assertThat(reply.at("/fusion/analysis/consensus/0").asString()).isEqualTo("Paris.");
    assertThat(reply.at("/fusion/failed_models").isArray()).isTrue();
    assertThat(reply.at("/fusion/sources").isArray()).isTrue();
  }

  @Test
  void underApiV1AnOpenRouterClientMeetsAllOfIt() {
    List<Event> events = stream("/api/v1/responses", Form.RESPONSES.direct(outer, plugin()));

    assertThat(events.stream().map(Event::name))
        .contains("response.fusion_call.panel.completed", "response.fusion_call.completed");
    assertThat(events.getLast().json().at("/response/output"))
        .extracting(item -> item.path("type").asString())
        .containsExactly("openrouter:fusion", "message");
  }

  @Test
  void aHeaderDoesNotMakeAPathAnother() {
    Answer reply =
        tenant
            .api()
            .post("/v1/chat/completions", Bodies.chat(panelist), "x-quorate-openrouter", "1")
            .expect(200);

    assertThat(reply.json().has("system_fingerprint")).isFalse();
  }

  @Test
  void chatHasWhatOpenRoutersClientsRequire() {
    Answer reply = tenant.api().post("/api/v1/chat/completions", Bodies.chat(panelist)).expect(200);
    assertThat(reply.json().has("system_fingerprint")).isTrue();
    assertThat(reply.at("/system_fingerprint").isNull()).isTrue();

    List<Event> events =
        stream("/api/v1/chat/completions", Bodies.chat(panelist, "\"stream\":true"));
    assertThat(events.getLast().data()).isEqualTo("[DONE]");
    assertThat(events.get(events.size() - 2).json().at("/usage/total_tokens").isNumber()).isTrue();
  }

  @Test
  void aStreamThatBreaksEndsInAChunkWithTheError() {
    String broken = stage.model("broken", FakeAnswer.error(500));

    List<Event> events = stream("/api/v1/chat/completions", Bodies.chat(broken, "\"stream\":true"));
    JsonNode last = events.getLast().json();

    assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
    assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("error");
    assertThat(last.at("/error/code").asInt()).isEqualTo(502);
  }

  @Test
  void modelsAreListedAndFoundAsOpenRoutersClientsAsk() {
    Answer all = tenant.api().get("/api/v1/models").expect(200);
    int count = all.list("/data").size();

    assertThat(all.number("/total_count").intValueExact()).isEqualTo(count);
    assertThat(all.at("/links").has("next")).isTrue();
    assertThat(all.at("/data/0").has("supported_voices")).isTrue();
    Answer rest = tenant.api().get("/api/v1/models?offset=" + (count - 1)).expect(200);
    assertThat(rest.list("/data")).hasSize(1);
    assertThat(tenant.api().get("/api/v1/models/user").expect(200).list("/data")).hasSize(count);
    Answer one = tenant.api().get("/api/v1/model/" + panelist).expect(200);
    assertThat(one.string("/data/id")).isEqualTo(panelist);
    tenant.api().get("/api/v1/model/no/such").expect(404);
    assertThat(tenant.api().get("/api/v1/model/openrouter/fusion").expect(200).string("/data/id"))
        .isEqualTo("openrouter/fusion");
  }

  @Test
  void theFusionToolIsRepeatedOnlyToWhoKnowsIt() {
    String tools =
        "\"tools\":[{\"type\":\"openrouter:fusion\",\"parameters\":{\"analysis_models\":[\"%s\"]}}]"
            .formatted(panelist);
    String body = Bodies.responses(panelist, tools);

    assertThat(tenant.responses(body).expect(200).list("/tools")).isEmpty();
    assertThat(tenant.api().post("/api/v1/responses", body).expect(200).string("/tools/0/type"))
        .isEqualTo("openrouter:fusion");
  }

  @Test
  void onlyAllowedToolsReachTheProvider() {
    String choice =
        "\"tool_choice\":{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"name\":\"b\"}]}";
    String tools =
        "\"tools\":[{\"type\":\"function\",\"name\":\"a\"},{\"type\":\"function\",\"name\":\"b\"}]";

    Answer reply = tenant.responses(Bodies.responses(panelist, tools, choice)).expect(200);

    JsonNode sent = stage.provider().calls(panelist).getFirst().body();
    assertThat(sent.path("tools"))
        .extracting(tool -> tool.at("/function/name").asString())
        .containsExactly("b");
    assertThat(sent.path("tool_choice").asString()).isEqualTo("required");
    assertThat(reply.list("/tools")).hasSize(2);
    assertThat(reply.string("/tool_choice/type")).isEqualTo("allowed_tools");
  }
}
