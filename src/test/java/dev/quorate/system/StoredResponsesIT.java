package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.LiveReply.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Responses that are kept: continued, read, listed, deleted, and nobody else's. */
@ExtendWith(StageExtension.class)
class StoredResponsesIT {
  private final Stage stage;
  private final Tenant tenant;
  private final String model;

  StoredResponsesIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.model = stage.model("memory", FakeAnswer.computed(call -> "answer " + turns(call)));
  }

  @Test
  void aResponseIsKeptAsItWasAnswered() {
    Answer reply = ask("My name is Ada.");

    Answer kept = get(id(reply)).expect(200);

    assertThat(reply.at("/store").asBoolean()).isTrue();
    assertThat(kept.json()).isEqualTo(reply.json());
  }

  @Test
  void aStreamedResponseIsKeptAsItEnded() {
    try (LiveReply live = Form.RESPONSES.open(tenant, Form.RESPONSES.direct(model))) {
      List<Event> events = live.all();
      Answer end = Form.RESPONSES.end(live, events);

      assertThat(get(id(end)).expect(200).json()).isEqualTo(end.json());
    }
  }

  @Test
  void theNextRequestCarriesTheConversationToTheProvider() {
    String first = id(ask("My name is Ada."));
    String second = id(ask("I live in Paris.", previous(first)));

    Answer third = ask("Who am I?", previous(second), "\"instructions\":\"Be brief.\"");

    assertThat(third.string("/previous_response_id")).isEqualTo(second);
    JsonNode sent = stage.provider().calls(model).getLast().body().path("messages");
    assertThat(sent)
        .extracting(turn -> turn.path("role").asString(), turn -> turn.path("content").asString())
        .contains(
            tuple("user", "My name is Ada."),
            tuple("assistant", "answer 1"),
            tuple("user", "I live in Paris."),
            tuple("assistant", "answer 3"),
            tuple("user", "Who am I?"));
    assertThat(sent.toString()).contains("Be brief.");
    assertThat(sent).hasSize(6);
  }

  @Test
  void instructionsAreNotCarriedOn() {
    String first = id(ask("Hello", "\"instructions\":\"Talk like a pirate.\""));

    ask("Again", previous(first));

    assertThat(stage.provider().calls(model).getLast().text()).doesNotContain("pirate");
  }

  @Test
  void aFusionContinuesAConversationToo() {
    String first = id(ask("My name is Ada."));
    String body =
        Bodies.responses("fusion", Bodies.fusion(List.of(model, model), model), previous(first));

    String second = id(tenant.responses(body).expect(200));
    ask("And then?", previous(second));

    List<ReceivedCall> calls = stage.provider().calls(model);
    assertThat(calls).hasSize(5);
    for (ReceivedCall call : calls.subList(1, 5)) {
      assertThat(call.text()).contains("My name is Ada.").contains("answer 1");
    }
    // What the panel said stays in its run: the conversation has the judge's answer alone.
    assertThat(calls.getLast().body().path("messages")).hasSize(5);
  }

  @Test
  void aTurnsOwnItemIsNotToldAgain() {
    String outer =
        stage.model(
            "outer",
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text("written"),
            FakeAnswer.text("and so on"));
    String plugin =
        "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\"],\"model\":\"%s\"}]"
            .formatted(model, model);
    String first = id(tenant.responses(Bodies.responses(outer, plugin)).expect(200));

    tenant.responses(Bodies.responses(outer, previous(first))).expect(200);

    JsonNode sent = stage.provider().calls(outer).getLast().body().path("messages");
    assertThat(sent)
        .extracting(turn -> turn.path("content").asString())
        .containsExactly(Canaries.PROMPT, "written", Canaries.PROMPT);
  }

  @Test
  void aToolCallAndItsResultAreTold() {
    FakeCall weather = FakeCall.of("get_weather", "{}");
    String caller =
        stage.model("caller", FakeAnswer.calling(weather), FakeAnswer.text("It is sunny."));
    String tools = "\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\"}]";
    String first = id(tenant.responses(Bodies.responses(caller, tools)).expect(200));
    String result =
        "{\"model\":\"%s\",\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"call_get_weather\",\"output\":\"sunny\"}],%s,%s}"
            .formatted(caller, tools, previous(first));

    Answer reply = tenant.responses(result).expect(200);

    assertThat(reply.string("/output/0/content/0/text")).isEqualTo("It is sunny.");
    JsonNode sent = stage.provider().calls(caller).getLast().body().path("messages");
    assertThat(sent).hasSize(3);
    assertThat(sent.at("/1/tool_calls/0/id").asString()).isEqualTo("call_get_weather");
    assertThat(sent.at("/2/tool_call_id").asString()).isEqualTo("call_get_weather");
    assertThat(sent.at("/2/content").asString()).isEqualTo("sunny");
  }

  @Test
  void anItemMayBeNamedByItsId() {
    Answer first = ask("My name is Ada.");
    String item = first.string("/output/0/id");
    String input =
        "[{\"role\":\"user\",\"content\":\"My name is Ada.\"},{\"type\":\"item_reference\",\"id\":\"%s\"},{\"role\":\"user\",\"content\":\"Who am I?\"}]"
            .formatted(item);
    String body = "{\"model\":\"%s\",\"instructions\":\"Be brief.\",\"input\":%s%s}";

    Answer second = tenant.responses(body.formatted(model, input, "")).expect(200);

    assertThat(stage.provider().calls(model).getLast().body().path("messages"))
        .extracting(turn -> turn.path("content").asString())
        .containsExactly("Be brief.", "My name is Ada.", "answer 1", "Who am I?");
    // What is kept is the item: it outlives the response it was named in.
    tenant.api().delete("/v1/responses/" + id(first)).expect(200);
    Answer third = ask("And now?", previous(id(second)));
    assertThat(third.string("/status")).isEqualTo("completed");
    assertThat(stage.provider().calls(model).getLast().text()).contains("answer 1");
    tenant.responses(body.formatted(model, input, "")).expectError(404, "not_found", "input[1].id");
  }

  @Test
  void anItemThatIsNotKeptOrSomebodyElsesIsNotFound() {
    String mine = ask("Hello").string("/output/0/id");
    String forgotten = ask("Hello", "\"store\":false").string("/output/0/id");
    String body = "{\"model\":\"%s\",\"input\":[{\"id\":\"%s\"}]}";

    tenant.responses(body.formatted(model, mine)).expect(200);
    tenant.responses(body.formatted(model, forgotten)).expectError(404, "not_found", "input[0].id");
    stage
        .tenant()
        .responses(body.formatted(model, mine))
        .expectError(404, "not_found", "input[0].id");
  }

  @Test
  void theInputIsListedItemByItem() {
    String body =
        """
        {"model":"%s","input":[{"role":"system","content":"Be kind."},{"role":"user","content":"One"},
         {"role":"assistant","content":"Two"},{"role":"user","content":"Three"}]}
        """
            .formatted(model);
    String id = id(tenant.responses(body).expect(200));

    Answer all = tenant.api().get("/v1/responses/" + id + "/input_items?order=asc").expect(200);
    assertThat(all.string("/object")).isEqualTo("list");
    assertThat(all.list("/data"))
        .extracting(item -> item.at("/content/0/text").asString())
        .containsExactly("Be kind.", "One", "Two", "Three");
    assertThat(all.at("/has_more").asBoolean()).isFalse();

    Answer page = tenant.api().get("/v1/responses/" + id + "/input_items?limit=3").expect(200);
    assertThat(page.string("/data/0/content/0/text")).isEqualTo("Three");
    assertThat(page.at("/has_more").asBoolean()).isTrue();
    String after = page.string("/last_id");
    Answer rest =
        tenant.api().get("/v1/responses/" + id + "/input_items?limit=3&after=" + after).expect(200);
    assertThat(rest.list("/data")).hasSize(1);
    assertThat(rest.string("/data/0/content/0/text")).isEqualTo("Be kind.");
  }

  @Test
  void aDeletedResponseIsGone() {
    String id = id(ask("Forget me."));

    Answer deleted = tenant.api().delete("/v1/responses/" + id).expect(200);

    assertThat(deleted.string("/id")).isEqualTo(id);
    assertThat(deleted.at("/deleted").asBoolean()).isTrue();
    expectUnknown(tenant, id);
    tenant.receipt(id).number("/cost");
  }

  @Test
  void whatIsNotStoredIsNowhere() {
    Answer reply = ask("In confidence.", "\"store\":false");

    assertThat(reply.at("/store").asBoolean()).isFalse();
    expectUnknown(tenant, id(reply));
  }

  @Test
  void anotherWorkspacesResponseDoesNotExist() {
    String id = id(ask("My own."));
    Tenant other = stage.tenant();

    expectUnknown(other, id);

    get(id).expect(200);
    Answer foreign = other.api().get("/v1/responses/" + id);
    Answer none = other.api().get("/v1/responses/resp_0190000000007000800000000000dead");
    assertThat(foreign.at("/error")).isEqualTo(none.at("/error"));
  }

  @Test
  void aChainWithAHoleIsNotContinued() {
    String first = id(ask("One"));
    String second = id(ask("Two", previous(first)));
    tenant.api().delete("/v1/responses/" + first).expect(200);
    int calls = stage.provider().calls(model).size();

    tenant
        .responses(Bodies.responses(model, previous(second)))
        .expectError(400, "previous_response_not_found", "previous_response_id");

    assertThat(stage.provider().calls(model)).hasSize(calls);
  }

  @Test
  void aFailedRunIsNotContinued() {
    String bad = stage.model("bad", FakeAnswer.error(500));
    Answer failed = tenant.responses(Bodies.responses(bad)).expect(502);
    String id = failed.header("x-request-id").replace("req_", "resp_");

    expectUnknown(tenant, id);
  }

  /** For this caller there is no such response, whatever it does with it. */
  private void expectUnknown(Tenant caller, String id) {
    caller.api().get("/v1/responses/" + id).expectError(404, "not_found");
    caller.api().get("/v1/responses/" + id + "/input_items").expectError(404, "not_found");
    caller.api().delete("/v1/responses/" + id).expectError(404, "not_found");
    caller
        .responses(Bodies.responses(model, previous(id)))
        .expectError(400, "previous_response_not_found", "previous_response_id");
    try (LiveReply live =
        LiveReply.send(caller, "/v1/responses", Form.RESPONSES.direct(model, previous(id)))) {
      assertThat(live.status()).isEqualTo(400);
    }
  }

  private Answer ask(String input, String... more) {
    String members = more.length == 0 ? "" : "," + String.join(",", more);
    return tenant
        .responses("{\"model\":\"%s\",\"input\":\"%s\"%s}".formatted(model, input, members))
        .expect(200);
  }

  private Answer get(String id) {
    return tenant.api().get("/v1/responses/" + id);
  }

  private static String id(Answer reply) {
    return reply.string("/id");
  }

  private static String previous(String id) {
    return "\"previous_response_id\":\"" + id + "\"";
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private static int turns(ReceivedCall call) {
    return call.body().path("messages").size();
  }
}
