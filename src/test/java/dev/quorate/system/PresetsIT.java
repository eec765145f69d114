package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A preset from its first save to after its end, and every way to use it. */
@ExtendWith(StageExtension.class)
class PresetsIT {
  private final Stage stage;
  private final Tenant tenant;
  private final Api api;
  private final String one;
  private final String two;
  private final String judge;

  PresetsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
    this.one = stage.model("one", FakeAnswer.text("Paris.").usage(20, 3));
    this.two = stage.model("two", FakeAnswer.text("Maybe Paris?").usage(21, 4));
    this.judge = stage.model("judge", FakeAnswer.text("It is Paris.").usage(70, 5));
  }

  @Test
  void savedPresetIsReadBackAsItWasWritten() {
    Answer saved =
        api.post(
                "/v1/presets",
                "{\"slug\":\"reviewers\",\"name\":\"Code reviewers\",\"description\":\"Two and a judge\",\"fusion\":%s}"
                    .formatted(fusion(one, two)))
            .expect(201);

    assertThat(saved.string("/object")).isEqualTo("preset");
    assertThat(saved.string("/name")).isEqualTo("Code reviewers");
    assertThat(saved.string("/description")).isEqualTo("Two and a judge");
    assertThat(saved.number("/version")).isEqualByComparingTo("1");
    assertThat(saved.number("/designated_version")).isEqualByComparingTo("1");
    assertThat(saved.at("/fusion")).isEqualTo(Answer.JSON.readTree(fusion(one, two)));
    assertThat(saved.string("/created_at")).endsWith("Z");
    assertThat(api.get("/v1/presets/reviewers").expect(200).json()).isEqualTo(saved.json());
    assertThat(api.get("/v1/presets").list("/data")).containsExactly(saved.json());
  }

  @Test
  void versionsStayWhatTheyWere() {
    save("reviewers", fusion(one, two));

    Answer renamed = api.patch("/v1/presets/reviewers", "{\"name\":\"Other\"}").expect(200);
    Answer changed = change("reviewers", fusion(two));

    assertThat(renamed.number("/version")).isEqualByComparingTo("1");
    assertThat(changed.number("/version")).isEqualByComparingTo("2");
    assertThat(changed.number("/designated_version")).isEqualByComparingTo("2");
    assertThat(changed.string("/name")).isEqualTo("Other");
    Answer first = api.get("/v1/presets/reviewers/versions/1").expect(200);
    assertThat(first.at("/fusion")).isEqualTo(Answer.JSON.readTree(fusion(one, two)));
    assertThat(first.string("/created_by")).isEqualTo(tenant.keyId());
    assertThat(numbers("reviewers")).containsExactly(2, 1);
    api.send("PATCH", "/v1/presets/reviewers/versions/1", "{}", List.of())
        .expectError(405, "method_not_allowed");
  }

  @Test
  void rollingBackPutsAnEarlierVersionIntoUse() {
    save("reviewers", fusion(one));
    change("reviewers", fusion(two));
    assertThat(panel(ask("@preset/reviewers"))).containsExactly(two);

    Answer back =
        api.send("POST", "/v1/presets/reviewers/versions/1/designate", null, List.of()).expect(200);

    assertThat(back.number("/version")).isEqualByComparingTo("2");
    assertThat(back.number("/designated_version")).isEqualByComparingTo("1");
    assertThat(back.at("/fusion")).isEqualTo(Answer.JSON.readTree(fusion(one)));
    Answer reply = ask("@preset/reviewers");
    assertThat(panel(reply)).containsExactly(one);
    assertThat(reply.string("/fusion/preset")).isEqualTo("reviewers@1");
    assertThat(panel(ask("@preset/reviewers@2"))).containsExactly(two);
    assertThat(change("reviewers", fusion(one, two)).number("/version")).isEqualByComparingTo("3");
  }

  @Test
  void everyDoorLeadsToThePreset() {
    save("reviewers", fusion(one, two));
    String outer =
        stage.model(
            "outer",
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text("written"),
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text("written"),
            FakeAnswer.calling(FakeCall.fusion()),
            FakeAnswer.text("written"));
    List<Answer> replies =
        List.of(
            tenant.chat(Bodies.chat("fusion", "\"fusion\":{\"preset\":\"reviewers\"}")),
            tenant.chat(Bodies.chat("fusion", "\"preset\":\"reviewers@1\"")),
            tenant.chat(Bodies.chat("@preset/reviewers")),
            tenant.responses(Bodies.responses("@preset/reviewers@1")),
            tenant.chat(Bodies.chat(outer + "@preset/reviewers")),
            tenant.chat(Bodies.chat(outer, "\"preset\":\"reviewers\"")),
            tenant.responses(
                Bodies.responses(
                    outer, "\"plugins\":[{\"id\":\"fusion\",\"preset\":\"reviewers\"}]")));

    for (Answer reply : replies) {
      reply.expect(200);
      assertThat(reply.string("/fusion/preset")).isEqualTo("reviewers@1");
      assertThat(panel(reply)).containsExactly(one, two);
      assertThat(reply.string("/fusion/judge/model")).isEqualTo(judge);
      Answer receipt = Bill.ended(tenant, reply.header("x-request-id"));
      assertThat(receipt.string("/preset")).isEqualTo("reviewers@1");
    }
    assertThat(replies.get(2).string("/model")).isEqualTo("@preset/reviewers");
    assertThat(replies.get(4).string("/model")).isEqualTo(outer);
    Answer usage = api.get("/v1/usage?group_by=preset").expect(200);
    assertThat(usage.list("/data")).hasSize(1);
    assertThat(usage.string("/data/0/group")).isEqualTo("reviewers@1");
    assertThat(usage.number("/data/0/requests")).isEqualByComparingTo("7");
  }

  @Test
  void explicitFieldsWinAndTwoPresetsAreAConflict() {
    save("reviewers", fusion(one, two));
    save("others", fusion(one));

    Answer reply =
        tenant.chat(
            Bodies.chat(
                "@preset/reviewers", "\"fusion\":{\"analysis_models\":[\"%s\"]}".formatted(two)));

    assertThat(panel(reply.expect(200))).containsExactly(two);
    assertThat(reply.string("/fusion/judge/model")).isEqualTo(judge);
    tenant
        .chat(Bodies.chat("@preset/reviewers", "\"preset\":\"others\""))
        .expectError(400, "preset_conflict", "preset");
  }

  @Test
  void presetDeletedWhileItIsUsedServesItsRunsToTheirEnd() throws SQLException {
    AtomicReference<Answer> deleted = new AtomicReference<>();
    String slow =
        stage.model(
            "slow",
            FakeAnswer.computed(call -> {
              deleted.set(api.delete("/v1/presets/brief"));
              return "Paris, after all.";
            }));
    save("brief", fusion(slow));

    Answer reply = ask("@preset/brief");

    assertThat(deleted.get().status()).isEqualTo(204);
    assertThat(reply.string("/fusion/preset")).isEqualTo("brief@1");
    assertThat(tenant.receipt(reply.header("x-request-id")).string("/preset")).isEqualTo("brief@1");
    tenant.chat(Bodies.chat("@preset/brief")).expectError(400, "preset_not_found", "model");
    tenant.chat(Bodies.chat("@preset/brief@1")).expectError(400, "preset_not_found", "model");
    api.get("/v1/presets/brief").expectError(404, "not_found");
    api.get("/v1/presets/brief/versions/1").expectError(404, "not_found");
    api.delete("/v1/presets/brief").expectError(404, "not_found");
    assertThat(save("brief", fusion(one)).number("/version")).isEqualByComparingTo("2");
    assertThat(numbers("brief")).containsExactly(2, 1);
    Invariants.expectNoneBroken(stage.server());
  }

  @Test
  void twoChangesAtOnceGetTwoVersions() throws Exception {
    save("busy", fusion(one));
    List<Callable<Answer>> changes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      changes.add(() -> change("busy", fusion(two)));
    }
    List<Integer> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      for (Future<Answer> change : threads.invokeAll(changes)) {
        given.add(change.get().number("/version").intValueExact());
      }
    }

    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 13).boxed().toList());
    assertThat(api.get("/v1/presets/busy").number("/designated_version"))
        .isEqualByComparingTo("13");
  }

  @Test
  void foreignWorkspaceSeesNothing() {
    save("reviewers", fusion(one));
    Tenant other = stage.tenant();

    other.api().get("/v1/presets/reviewers").expectError(404, "not_found");
    other.api().get("/v1/presets/reviewers/versions").expectError(404, "not_found");
    other.api().patch("/v1/presets/reviewers", "{}").expectError(404, "not_found");
    other.api().delete("/v1/presets/reviewers").expectError(404, "not_found");
    other
        .api()
        .send("POST", "/v1/presets/reviewers/versions/1/designate", null, List.of())
        .expectError(404, "not_found");
    other.chat(Bodies.chat("@preset/reviewers")).expectError(400, "preset_not_found");
    assertThat(other.api().get("/v1/presets").list("/data")).isEmpty();
    assertThat(models(other.api())).doesNotContain("@preset/reviewers");
  }

  @Test
  void presetIsListedAmongTheModels() {
    save("reviewers", fusion(one, two));

    assertThat(models(api)).contains("@preset/reviewers");
    Answer card = api.get("/v1/models/@preset/reviewers").expect(200);
    assertThat(card.string("/owned_by")).startsWith("t-");
    Answer key = tenant.newKey("{\"name\":\"narrow\",\"allowed_models\":[\"%s\"]}".formatted(one));
    Api narrow = stage.anonymous().as(key.string("/key"));
    assertThat(models(narrow)).contains(one).doesNotContain("@preset/reviewers");
    narrow
        .post("/v1/chat/completions", Bodies.chat("@preset/reviewers"))
        .expectError(403, "model_not_allowed", "fusion.analysis_models[1]");
  }

  @Test
  void onlyAKeyWithTheScopeMayChangeAndEveryKeyMayRead() {
    save("reviewers", fusion(one));
    Answer key = tenant.newKey("{\"name\":\"asks\",\"scopes\":[\"inference\"]}");
    Api reader = stage.anonymous().as(key.string("/key"));

    reader.get("/v1/presets/reviewers").expect(200);
    reader.get("/v1/presets/reviewers/versions/1").expect(200);
    reader.post("/v1/presets", "{}").expectError(403, "insufficient_scope");
    reader.patch("/v1/presets/reviewers", "{}").expectError(403, "insufficient_scope");
    reader.delete("/v1/presets/reviewers").expectError(403, "insufficient_scope");
    reader
        .send("POST", "/v1/presets/reviewers/versions/1/designate", null, List.of())
        .expectError(403, "insufficient_scope");
  }

  @Test
  void whatARequestIsRefusedForIsNotSaved() {
    refused("{\"slug\":\"p\"}", 400, "missing_field", "fusion");
    refused("{\"fusion\":%s}".formatted(fusion(one)), 400, "missing_field", "slug");
    refused(body("Not a slug", fusion(one)), 400, "invalid_value", "slug");
    refused(body("p", fusion("no/such")), 404, "model_not_found", "fusion.analysis_models[0]");
    refused(body("p", fusion("fusion")), 400, "fusion_recursion", "fusion.analysis_models[0]");
    refused(body("p", "{\"xyz\":1}"), 400, "unknown_field", "fusion.xyz");
    refused(body("p", fusion(one) + ",\"tags\":{}"), 400, "unknown_field", "tags");
    save("p", fusion(one));
    refused(body("p", fusion(one)), 409, "preset_slug_taken", "slug");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quality",
        "budget",
        "fast",
        "general-high",
        "general-budget",
        "general-fast",
        "fusion"
      })
  void namesOfTheDeploymentCannotBeTaken(String slug) {
    refused(body(slug, fusion(one)), 400, "preset_slug_reserved", "slug");
  }

  @Test
  void listIsPagedBySlug() {
    for (String slug : List.of("c", "a", "b")) {
      save(slug, fusion(one));
    }

    Answer first = api.get("/v1/presets?limit=2").expect(200);
    Answer second =
        api.get("/v1/presets?limit=2&cursor=" + first.string("/next_cursor")).expect(200);

    assertThat(first.list("/data"))
        .extracting(p -> p.path("slug").asString())
        .containsExactly("a", "b");
    assertThat(second.list("/data"))
        .extracting(p -> p.path("slug").asString())
        .containsExactly("c");
    assertThat(second.at("/has_more").asBoolean()).isFalse();
    api.get("/v1/presets?cursor=QSBC").expectError(400, "invalid_value", "cursor");
  }

  @Test
  void databaseRefusesToChangeAVersion() throws SQLException {
    save("fixed", fusion(one));

    try (Connection connection = stage.server().asOwner();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE preset_version SET fusion = '{}'",
              "DELETE FROM preset_version",
              "TRUNCATE preset_version")) {
        ThrowableAssert.ThrowingCallable change = () -> statement.execute(sql);
        assertThat(ThrowableAssert.catchThrowable(change)).hasMessageContaining("append-only");
      }
    }
  }

  private Answer save(String slug, String fusion) {
    return api.post("/v1/presets", body(slug, fusion)).expect(201);
  }

  private Answer change(String slug, String fusion) {
    return api.patch("/v1/presets/" + slug, "{\"fusion\":%s}".formatted(fusion)).expect(200);
  }

  private void refused(String body, int status, String code, String param) {
    api.post("/v1/presets", body).expectError(status, code, param);
  }

  private static String body(String slug, String fusion) {
    return "{\"slug\":\"%s\",\"fusion\":%s}".formatted(slug, fusion);
  }

  private String fusion(String... panel) {
    return "{\"analysis_models\":%s,\"synthesis_model\":\"%s\"}"
        .formatted(Answer.JSON.writeValueAsString(panel), judge);
  }

  private Answer ask(String model) {
    return tenant.chat(Bodies.chat(model)).expect(200);
  }

  private static List<String> panel(Answer reply) {
    return reply.list("/fusion/panel").stream().map(p -> p.path("model").asString()).toList();
  }

  private List<Integer> numbers(String slug) {
    return api.get("/v1/presets/" + slug + "/versions").expect(200).list("/data").stream()
        .map(version -> version.path("version").asInt())
        .toList();
  }

  private static List<String> models(Api caller) {
    return caller.get("/v1/models").expect(200).list("/data").stream()
        .map((JsonNode card) -> card.path("id").asString())
        .toList();
  }
}
