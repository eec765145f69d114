package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Providers, models and prices through the admin API, and what callers see of them. */
@ExtendWith(StageExtension.class)
class CatalogIT {
  private static final String PROVIDERS = "/v1/admin/providers";
  private static final String MODELS = "/v1/admin/models";
  private static final String PRICES = "/v1/admin/prices";

  private final Stage stage;
  private final Tenant tenant;
  private final Api admin;

  CatalogIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.admin = stage.admin();
  }

  private static String fresh(String stem) {
    return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private Answer addModel(String body) {
    return admin.post(MODELS, body);
  }

  private static List<String> ids(Answer listing) {
    return listing.list("/data").stream().map(node -> node.path("id").asString()).toList();
  }

  @Test
  void credentialIsStoredAndNeverShown() {
    String id = fresh("p");
    String body =
        """
        {"id":"%s","dialect":"openai","base_url":"http://127.0.0.1:9/v1/","api_key":"sk-canary-catalog-%s"}\
        """
            .formatted(id, id);

    Answer made = admin.post(PROVIDERS, body).expect(201);

    assertThat(made.string("/base_url")).isEqualTo("http://127.0.0.1:9/v1");
    assertThat(made.at("/has_api_key").asBoolean()).isTrue();
    assertThat(made.number("/concurrency")).isEqualByComparingTo("2000");
    assertThat(made.text()).doesNotContain("sk-canary-catalog");
    assertThat(admin.get(PROVIDERS + "/" + id).expect(200).text())
        .doesNotContain("sk-canary-catalog");
    assertThat(admin.get(PROVIDERS + "?limit=100").text()).doesNotContain("sk-canary-catalog");
    admin.post(PROVIDERS, body).expectError(409, "conflict", "id");
    Answer changed = admin.patch(PROVIDERS + "/" + id, "{\"concurrency\":7}").expect(200);
    assertThat(changed.at("/has_api_key").asBoolean()).isTrue();
    assertThat(changed.number("/concurrency")).isEqualByComparingTo("7");
    admin
        .patch(PROVIDERS + "/" + id, "{\"base_url\":\"https://elsewhere.example/v1\"}")
        .expectError(400, "missing_field", "api_key");
    admin.delete(PROVIDERS + "/" + id).expect(204);
    admin.get(PROVIDERS + "/" + id).expectError(404, "not_found");
  }

  @Test
  void providerThatServesModelsStaysAndSandboxIsBuiltIn() {
    String id = fresh("p");
    stage.addProvider(id, "http://127.0.0.1:9/v1");
    String model = stage.modelOf(id, "m");

    admin.delete(PROVIDERS + "/" + id).expectError(409, "conflict");
    admin.delete(MODELS + "/" + model).expect(204);
    admin.delete(PROVIDERS + "/" + id).expect(204);
    admin
        .post(
            PROVIDERS,
            "{\"id\":\"sandbox\",\"dialect\":\"openai\",\"base_url\":\"http://127.0.0.1:9/v1\"}")
        .expectError(409, "conflict", "id");
    admin.delete(PROVIDERS + "/sandbox").expectError(409, "conflict");
    admin.get(MODELS + "/sandbox/echo").expect(200);
    admin.delete(MODELS + "/sandbox/echo").expectError(409, "conflict");
  }

  @Test
  void newPriceHoldsForNewCallsAndOldLinesKeepTheirs() {
    String model = stage.pricedModel("dated", Stage.price("1", "2"), FakeAnswer.text("yes"));
    String before = tenant.chat(Bodies.chat(model)).expect(200).header("x-request-id");

    admin
        .post(PRICES, "{\"model\":\"%s\",\"pricing\":%s}".formatted(model, Stage.price("3", "4")))
        .expect(201);
    admin
        .post(
            PRICES,
            "{\"model\":\"%s\",\"effective_from\":\"2199-01-01T00:00:00Z\",\"pricing\":%s}"
                .formatted(model, Stage.price("9", "9")))
        .expect(201);
    String after = tenant.chat(Bodies.chat(model)).expect(200).header("x-request-id");

    assertThat(tenant.receipt(before).number("/lines/0/price/input_per_million"))
        .isEqualByComparingTo("1");
    assertThat(tenant.receipt(after).number("/lines/0/price/input_per_million"))
        .isEqualByComparingTo("3");
    Answer prices = admin.get(PRICES + "?model=" + model).expect(200);
    assertThat(prices.list("/data")).hasSize(3);
    assertThat(tenant.receipt(after).string("/lines/0/price/version"))
        .isEqualTo(prices.string("/data/1/id"));
    admin.delete(MODELS + "/" + model).expect(204);
    assertThat(admin.get(PRICES + "?model=" + model).list("/data")).hasSize(3);
    assertThat(tenant.receipt(before).string("/lines/0/model")).isEqualTo(model);
    tenant.chat(Bodies.chat(model)).expectError(404, "model_not_found");
  }

  @Test
  void unpricedModelIsRefusedAndNotListedUntilItHasAPrice() {
    String provider = fresh("p");
    stage.addProvider(provider, "http://127.0.0.1:9/v1");
    String model = provider + "/m";
    Answer made =
        addModel("{\"id\":\"%s\",\"provider\":\"%s\"}".formatted(model, provider)).expect(201);

    assertThat(made.at("/priced").asBoolean()).isFalse();
    tenant.chat(Bodies.chat(model)).expectError(400, "model_not_priced", "model");
    tenant.api().get("/v1/models/" + model).expectError(404, "model_not_found");
    admin.patch(MODELS + "/" + model, "{\"pricing\":" + Stage.price("0", "0") + "}").expect(200);

    assertThat(tenant.api().get("/v1/models/" + model).expect(200).string("/pricing/prompt"))
        .isEqualTo("0");
    assertThat(ids(tenant.api().get("/v1/models"))).contains(model, "fusion");
  }

  @Test
  void wildcardServesEveryNameBelowItAndAnAliasLeadsToTheModel() {
    String vendor = fresh("v");
    String echo = stage.model("any", FakeAnswer.text("hello"));
    String provider = admin.get(MODELS + "/" + echo).expect(200).string("/provider");
    addModel(
            """
            {"id":"%s/*","provider":"%s","upstream_model":"%s*","pricing":%s}\
            """
                .formatted(
                    vendor, provider, echo.substring(0, echo.length() - 3), Stage.price("1", "1")))
        .expect(201);
    addModel("{\"id\":\"~%s/latest\",\"alias_of\":\"%s/any\"}".formatted(vendor, vendor))
        .expect(201);

    String direct = tenant.chat(Bodies.chat(vendor + "/any")).expect(200).header("x-request-id");
    String alias =
        tenant.chat(Bodies.chat("~" + vendor + "/latest")).expect(200).header("x-request-id");

    for (String id : List.of(direct, alias)) {
      assertThat(tenant.receipt(id).string("/lines/0/model")).isEqualTo(vendor + "/any");
      assertThat(tenant.receipt(id).string("/lines/0/upstream_model")).isEqualTo(echo);
    }
    assertThat(ids(tenant.api().get("/v1/models"))).contains("~" + vendor + "/latest");
    assertThat(ids(tenant.api().get("/v1/models"))).doesNotContain(vendor + "/*");
    tenant.api().get("/v1/models/" + vendor + "/any").expect(200);
    addModel("{\"id\":\"~%s/chain\",\"alias_of\":\"~%s/latest\"}".formatted(vendor, vendor))
        .expectError(400, "invalid_value", "alias_of");
    admin.delete(MODELS + "/" + vendor + "/*").expectError(409, "conflict");
  }

  @Test
  void nothingMayStandForFusionItself() {
    addModel("{\"id\":\"a/b\",\"provider\":\"sandbox\",\"upstream_model\":\"openrouter/fusion\"}")
        .expectError(400, "fusion_recursion", "upstream_model");
    addModel("{\"id\":\"a/b\",\"provider\":\"nobody\"}")
        .expectError(400, "invalid_value", "provider");
    addModel("{\"id\":\"a/b\",\"provider\":\"sandbox\",\"colour\":1}")
        .expectError(400, "unknown_field", "colour");
  }

  @Test
  void listHasTheKeysBothKindsOfClientsRead() {
    JsonNode echo =
        tenant.api().get("/v1/models").expect(200).list("/data").stream()
            .filter(node -> node.path("id").asString().equals("sandbox/echo"))
            .findAny()
            .orElseThrow();

    assertThat(echo.path("object").asString()).isEqualTo("model");
    assertThat(echo.path("created").isIntegralNumber()).isTrue();
    assertThat(echo.path("owned_by").asString()).isEqualTo("sandbox");
    assertThat(echo.path("pricing").path("prompt").asString()).isEqualTo("0.0000001");
    assertThat(echo.path("architecture").path("modality").asString()).isEqualTo("text+image->text");
    assertThat(echo.path("top_provider").path("max_completion_tokens").asInt()).isEqualTo(16000);
    assertThat(echo.has("per_request_limits")).isTrue();
    assertThat(echo.path("supported_parameters").isArray()).isTrue();
  }

  @Test
  void keySeesOnlyWhatItMayUse() {
    Api limited =
        tenant
            .api()
            .as(
                tenant
                    .newKey("{\"name\":\"few\",\"allowed_models\":[\"sandbox/echo\"]}")
                    .string("/key"));

    assertThat(ids(limited.get("/v1/models")))
        .containsExactly("fusion", "openrouter/fusion", "sandbox/echo");
    limited.get("/v1/models/sandbox/judge").expectError(404, "model_not_found");
  }
}
