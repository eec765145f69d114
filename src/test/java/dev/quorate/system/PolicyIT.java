package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a policy forbids is never called: a panelist is left out, whoever is needed is refused. */
@ExtendWith(StageExtension.class)
class PolicyIT {
  private final Stage stage;
  private final Tenant tenant;
  private final String good;
  private final String bad;

  PolicyIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.good = stage.model("good", FakeAnswer.text("a good answer").usage(20, 5));
    this.bad = stage.model("bad", FakeAnswer.text("never asked"));
  }

  @AfterAll
  static void theLedgerIsWhole(Stage stage) throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  private String policy(String members) {
    return tenant
        .api()
        .post("/v1/policies", "{\"name\":\"rule\",%s}".formatted(members))
        .expect(201)
        .string("/id");
  }

  private void deny(String model, String onViolation) {
    policy("\"denied_models\":[\"%s\"],\"on_violation\":\"%s\"".formatted(model, onViolation));
  }

  @Test
  void aForbiddenPanelistKeepsItsSeatAndIsNotCalled() {
    deny(bad, "drop");

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(good, bad, good), good)).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    assertThat(reply.list("/fusion/panel")).hasSize(3);
    JsonNode seat = reply.at("/fusion/panel/1");
    assertThat(seat.path("status").asString()).isEqualTo("dropped");
    assertThat(seat.path("reason").asString()).isEqualTo("policy");
    assertThat(seat.path("cost").decimalValue()).isZero();
    assertThat(stage.provider().calls(bad)).isEmpty();
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines(bad)).isEmpty();
  }

  @Test
  void aForbiddenModelIsNotAmongTheModels() {
    assertThat(tenant.api().get("/v1/models").expect(200).text()).contains(good, bad);
    deny(bad, "drop");

    assertThat(tenant.api().get("/v1/models").expect(200).text())
        .contains(good)
        .doesNotContain(bad);
    tenant.api().get("/v1/models/" + bad).expectError(404, "model_not_found");
    assertThat(stage.tenant().api().get("/v1/models").expect(200).text()).contains(bad);
  }

  @Test
  void aQuoteShowsWhoWouldBeLeftOut() {
    deny(bad, "drop");

    Answer quote =
        tenant
            .api()
            .post("/v1/fusion/quote", Bodies.fusionChat(List.of(good, bad), good))
            .expect(200);

    assertThat(quote.string("/panel/0/status")).isEqualTo("planned");
    assertThat(quote.string("/panel/1/status")).isEqualTo("dropped");
    assertThat(quote.string("/panel/1/reason")).isEqualTo("policy");
  }

  @Test
  void whoeverIsNeededIsRefusedBeforeAnythingIsSent() {
    deny(bad, "drop");

    Answer direct = tenant.chat(Bodies.chat(bad));
    direct.expectError(403, "policy_violation", "model");
    tenant
        .responses(Bodies.fusionResponses(List.of(good, good), bad))
        .expectError(403, "policy_violation", "fusion.synthesis_model");
    tenant
        .responses(
            Bodies.responses(
                "fusion", "\"fusion\":{\"analysis_models\":[\"%s\",\"%s\"]}".formatted(bad, good)))
        .expectError(403, "policy_violation", "fusion.analysis_models[0]");
    tenant
        .chat(Bodies.fusionChat(List.of(good, bad), good, "\"min_answers\":2"))
        .expectError(403, "policy_violation", "fusion.analysis_models");
    tenant
        .chat(
            Bodies.chat(
                bad,
                "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\"],\"model\":\"%s\"}]"
                    .formatted(good, good)))
        .expectError(403, "policy_violation", "model");
    tenant
        .chat(
            Bodies.chat(
                good,
                "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\"],\"model\":\"%s\"}]"
                    .formatted(good, bad)))
        .expectError(403, "policy_violation", "plugins[0].model");
    assertThat(stage.provider().calls(good)).isEmpty();
    assertThat(tenant.receipt(direct.header("x-request-id")).list("/lines")).isEmpty();
    assertThat(direct.text()).contains("'rule'");
  }

  @Test
  void denyRefusesTheWholeRequest() {
    deny(bad, "deny");

    tenant
        .chat(Bodies.fusionChat(List.of(good, bad, good), good))
        .expectError(403, "policy_violation", "fusion.analysis_models[1]");
    assertThat(stage.provider().calls(good)).isEmpty();
    tenant.chat(Bodies.fusionChat(List.of(good, good), good)).expect(200);
  }

  @Test
  void anAllowListLetsNothingElseThrough() {
    String vendor = good.substring(0, good.indexOf('/'));
    policy("\"allowed_models\":[\"%s/*\"]".formatted(vendor));

    tenant.chat(Bodies.chat(good)).expect(200);
    tenant.chat(Bodies.chat(bad)).expectError(403, "policy_violation");
    stage.tenant().chat(Bodies.chat(bad)).expect(200);
  }

  @Test
  void aPriceCeilingIsInclusive() {
    String cheap =
        stage.pricedModel("cheap", Stage.price("1", "2"), FakeAnswer.text("yes").usage(1, 1));
    String dear = stage.pricedModel("dear", Stage.price("1", "2.01"), FakeAnswer.text("no"));
    policy("\"max_price\":{\"input_per_million\":1,\"output_per_million\":2}");

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(cheap, dear), cheap)).expect(200);

    assertThat(reply.string("/fusion/panel/1/reason")).isEqualTo("policy");
    tenant.chat(Bodies.chat(dear)).expectError(403, "policy_violation", "model");
  }

  @Test
  void zeroRetentionLetsOnlyMarkedProvidersThrough() {
    String apart = stage.modelApart("kept", FakeAnswer.text("nothing kept").usage(1, 1));
    String provider = "/v1/admin/providers/" + apart.substring(0, apart.indexOf('/'));
    policy("\"zero_retention\":true");
    tenant.chat(Bodies.chat(apart)).expectError(403, "policy_violation", "model");

    Answer marked = stage.admin().patch(provider, "{\"zero_retention\":true}").expect(200);

    assertThat(marked.at("/zero_retention").asBoolean()).isTrue();
    tenant.chat(Bodies.chat(apart)).expect(200);
    tenant.chat(Bodies.chat("sandbox/echo")).expect(200);
    stage.admin().patch(provider, "{\"zero_retention\":1}").expectError(400, "invalid_value");
    assertThat(stage.admin().get("/v1/admin/providers/sandbox").at("/zero_retention").asBoolean())
        .isTrue();
  }

  @Test
  void aProviderThatIsForbiddenIsLeftOutOfTheChain() {
    String id = UUID.randomUUID().toString().substring(0, 8);
    String model = "chain-" + id + "/m";
    for (String place : List.of("first", "second")) {
      stage.addProvider(place + "-" + id, stage.provider().baseUrl());
    }
    stage.provider().script(model + "-1", FakeAnswer.error(503));
    stage.provider().script(model + "-2", FakeAnswer.text("from the second").usage(1, 1));
    stage
        .admin()
        .post(
            "/v1/admin/models",
            """
            {"id":"%s","provider":"first-%s","upstream_model":"%s-1","pricing":%s,
             "fallbacks":[{"provider":"second-%s","upstream_model":"%s-2","pricing":%s}]}\
            """
                .formatted(
                    model, id, model, Stage.price("1", "1"), id, model, Stage.price("9", "9")))
        .expect(201);
    tenant.chat(Bodies.chat(model)).expect(200);
    String ceiling = policy("\"max_price\":{\"input_per_million\":5}");

    tenant.chat(Bodies.chat(model)).expectError(502, "upstream_error");

    assertThat(stage.provider().calls(model + "-2")).hasSize(1);
    tenant.api().delete("/v1/policies/" + ceiling).expect(204);
    policy("\"zero_retention\":true");
    tenant.chat(Bodies.chat(model)).expectError(403, "policy_violation");
    stage.admin().patch("/v1/admin/providers/second-" + id, "{\"zero_retention\":true}");
    Answer alone = tenant.chat(Bodies.chat(model)).expect(200);
    assertThat(Bill.of(tenant, alone).lines())
        .extracting(line -> line.path("provider").asString())
        .containsExactly("second-" + id);
  }

  @Test
  void aPolicyOfAKeyOrAProjectBindsOnlyItsRequests() {
    String project = tenant.api().post("/v1/projects", "{\"name\":\"Red\"}").string("/id");
    policy(
        "\"scope\":\"project\",\"scope_id\":\"%s\",\"denied_models\":[\"%s\"]"
            .formatted(project, bad));
    String other = tenant.newKey("{\"name\":\"other\"}").string("/key");
    policy(
        "\"scope\":\"key\",\"scope_id\":\"%s\",\"denied_models\":[\"%s\"]"
            .formatted(tenant.keyId(), good));

    tenant.chat(Bodies.chat(bad)).expect(200);
    tenant.chat(Bodies.chat(good)).expectError(403, "policy_violation");
    tenant
        .chat(Bodies.chat(bad, "\"project_id\":\"red\""))
        .expectError(403, "policy_violation", "model");
    tenant.api().as(other).post("/v1/chat/completions", Bodies.chat(good)).expect(200);
  }

  @Test
  void aTestKeyIsJudgedByTheRealPrice() {
    String model = "free-" + UUID.randomUUID().toString().substring(0, 8) + "/m";
    stage
        .admin()
        .post(
            "/v1/admin/models",
            "{\"id\":\"%s\",\"provider\":\"sandbox\",\"upstream_model\":\"echo\",\"pricing\":%s}"
                .formatted(model, Stage.price("50", "50")))
        .expect(201);
    Api test = tenant.api().as(tenant.newKey("{\"name\":\"t\",\"test\":true}").string("/key"));
    test.post("/v1/chat/completions", Bodies.chat(model)).expect(200);
    policy("\"max_price\":{\"output_per_million\":10}");

    test.post("/v1/chat/completions", Bodies.chat(model)).expectError(403, "policy_violation");
  }

  @Test
  void changesOfTheCatalogueAreAudited() {
    String apart = stage.modelApart("audited", FakeAnswer.text("x"));
    String id = apart.substring(0, apart.indexOf('/'));
    stage
        .admin()
        .patch("/v1/admin/providers/" + id, "{\"api_key\":\"sk-canary-audit\",\"concurrency\":7}")
        .expect(200);

    Answer log = stage.admin().get("/v1/admin/audit?action=provider.update&limit=50").expect(200);
    List<JsonNode> own =
        log.list("/data").stream()
            .filter(entry -> entry.at("/target/id").asString().equals(id))
            .toList();
    assertThat(own).hasSize(1);
    assertThat(own.getFirst().at("/changes/concurrency/to").asInt()).isEqualTo(7);
    assertThat(own.getFirst().at("/changes/credential/to").asString()).isEqualTo("replaced");
    assertThat(own.getFirst().at("/actor/type").asString()).isEqualTo("admin_key");
    assertThat(log.text()).doesNotContain("sk-canary");
    assertThat(stage.admin().get("/v1/admin/audit?action=model.create&limit=50").text())
        .contains(apart);
    assertThat(stage.admin().get("/v1/admin/audit?action=price.create&limit=50").text())
        .contains(apart);
  }
}
