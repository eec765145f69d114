package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API keys under {@code /v1/keys}: made, changed, rotated and revoked within one's own rights. */
@ExtendWith(StageExtension.class)
class KeysIT {
  private final Stage stage;
  private final Tenant tenant;

  KeysIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  private Api as(Answer issued) {
    return stage.anonymous().as(issued.string("/key"));
  }

  private Answer create(Api api, String body) {
    return api.post("/v1/keys", body).expect(201);
  }

  @Test
  void aKeyMadeReadChangedAndDeleted() {
    Answer made =
        create(
            tenant.api(),
            """
            {"name":"ci","scopes":["inference"],"allowed_models":["openai/*","google/gemini-*"],
             "limits":{"rpm":60,"concurrent":3},"expires_at":"2099-01-01T00:00:00Z"}\
            """);
    String path = "/v1/keys/" + made.string("/id");

    Answer read = tenant.api().get(path).expect(200);
    assertThat(read.text()).doesNotContain(made.string("/key"));
    assertThat(read.at("/limits/rpm").asInt()).isEqualTo(60);
    assertThat(read.text()).contains("\"tpm\":null", "google/gemini-*");
    assertThat(tenant.api().get("/v1/keys").expect(200).text())
        .contains(made.string("/id"), tenant.keyId());

    Answer changed =
        tenant
            .api()
            .patch(path, "{\"name\":\"ci-2\",\"limits\":{\"tpm\":900},\"expires_at\":null}")
            .expect(200);
    assertThat(changed.string("/name")).isEqualTo("ci-2");
    assertThat(changed.text()).contains("\"rpm\":60", "\"tpm\":900", "\"expires_at\":null");
    as(made).get("/v1/key").expect(200);

    assertThat(tenant.api().delete(path).status()).isEqualTo(204);
    Await.until(Duration.ofSeconds(31), () -> as(made).get("/v1/key").status() == 401);
    as(made).get("/v1/key").expectError(401, "invalid_api_key");
    tenant.api().get(path).expectError(404, "not_found");
    tenant.api().delete(path).expectError(404, "not_found");
  }

  @Test
  void aKeyReachesNoFurtherThanItself() {
    Api narrow =
        as(
            create(
                tenant.api(),
                """
                {"name":"narrow","scopes":["inference","keys:write"],"allowed_models":["openai/*"],
                 "limits":{"rpm":10},"test":true}\
                """));

    Answer like = create(narrow, "{\"name\":\"like me\"}");
    assertThat(like.string("/key")).startsWith("qrt_test_");
    assertThat(like.text()).contains("\"rpm\":10", "openai/*").doesNotContain("workspace:admin");
    for (String beyond :
        new String[] {
          "{\"name\":\"x\",\"scopes\":[\"workspace:admin\"]}",
          "{\"name\":\"x\",\"allowed_models\":[]}",
          "{\"name\":\"x\",\"allowed_models\":[\"*\"]}",
          "{\"name\":\"x\",\"limits\":{\"rpm\":11}}",
          "{\"name\":\"x\",\"test\":false}"
        }) {
      narrow.post("/v1/keys", beyond).expectError(403, "key_beyond_own_rights");
    }
    String wide = "/v1/keys/" + tenant.keyId();
    narrow.patch(wide, "{\"disabled\":true}").expectError(403, "key_beyond_own_rights");
    narrow.delete(wide).expectError(403, "key_beyond_own_rights");
    narrow.post(wide + "/rotate", "{}").expectError(403, "key_beyond_own_rights");
    narrow
        .patch("/v1/keys/" + like.string("/id"), "{\"limits\":null}")
        .expectError(403, "key_beyond_own_rights");
    tenant.api().get("/v1/key").expect(200);
  }

  @Test
  void aLockedKeySeesItsProjectAlone() {
    String project = project("Search");
    String other = project("Other");
    Api locked = as(create(tenant.api(), "{\"name\":\"l\",\"project_id\":\"" + project + "\"}"));
    Answer sibling = create(tenant.api(), "{\"name\":\"s\",\"project_id\":\"" + other + "\"}");

    Answer own = create(locked, "{\"name\":\"inherits\"}");
    assertThat(own.string("/project_id")).isEqualTo(project);
    locked
        .post("/v1/keys", "{\"name\":\"x\",\"project_id\":\"" + other + "\"}")
        .expectError(403, "project_locked");
    locked
        .post("/v1/keys", "{\"name\":\"x\",\"project_id\":\"nobody\"}")
        .expectError(403, "project_locked");
    locked.get("/v1/keys/" + sibling.string("/id")).expectError(404, "not_found");
    locked.get("/v1/keys/" + tenant.keyId()).expectError(404, "not_found");
    assertThat(locked.get("/v1/keys").expect(200).text())
        .contains(own.string("/id"))
        .doesNotContain(sibling.string("/id"), tenant.keyId());
    locked.patch("/v1/workspace", "{\"privacy\":true}").expectError(403, "project_locked");
    locked.get("/v1/audit").expectError(403, "project_locked");
  }

  private String project(String name) {
    return tenant
        .api()
        .post("/v1/projects", "{\"name\":\"" + name + "\"}")
        .expect(201)
        .string("/id");
  }

  @Test
  void aRotatedKeyHasTwoTextsForAWhileAndKeepsItsId() {
    Answer made = create(tenant.api(), "{\"name\":\"r\"}");
    String rotate = "/v1/keys/" + made.string("/id") + "/rotate";

    Answer second = tenant.api().post(rotate, "{\"grace_hours\":1}").expect(200);
    assertThat(second.string("/id")).isEqualTo(made.string("/id"));
    assertThat(second.string("/key")).isNotEqualTo(made.string("/key"));
    as(made).get("/v1/key").expect(200);
    as(second).get("/v1/key").expect(200);

    Answer third = tenant.api().post(rotate, "{\"grace_hours\":0}").expect(200);
    as(third).get("/v1/key").expect(200);
    as(made).get("/v1/key").expect(200);
    as(second).get("/v1/key").expectError(401, "api_key_expired");
    tenant.api().post(rotate, "{\"grace_hours\":721}").expectError(400, "invalid_value");
  }

  @Test
  void foreignAndNonexistentKeysLookTheSame() {
    Tenant stranger = stage.tenant();
    String foreign = "/v1/keys/" + stranger.keyId();
    String nowhere = "/v1/keys/019aa5b2-7e3c-7b64-8d2f-6a7b8c9d0e1f";

    for (String path : new String[] {foreign, nowhere, "/v1/keys/no-id"}) {
      tenant.api().get(path).expectError(404, "not_found");
      tenant.api().patch(path, "{\"disabled\":true}").expectError(404, "not_found");
      tenant.api().post(path + "/rotate", "{}").expectError(404, "not_found");
      tenant.api().delete(path).expectError(404, "not_found");
    }
    stranger.api().get("/v1/key").expect(200);
  }

  @Test
  void withoutTheScopeNothingOfKeysIsServed() {
    Api plain = as(create(tenant.api(), "{\"name\":\"p\",\"scopes\":[\"inference\"]}"));

    plain.get("/v1/keys").expectError(403, "insufficient_scope");
    plain.post("/v1/keys", "{\"name\":\"x\"}").expectError(403, "insufficient_scope");
    plain.get("/v1/keys/" + tenant.keyId()).expectError(403, "insufficient_scope");
    plain.get("/v1/workspace").expectError(403, "insufficient_scope");
    plain.get("/v1/policies").expectError(403, "insufficient_scope");
    plain.get("/v1/credentials").expectError(403, "insufficient_scope");
    plain.get("/v1/audit").expectError(403, "insufficient_scope");
    assertThat(plain.get("/v1/key").expect(200).text()).contains("\"headroom\":[");
  }

  @Test
  void anExpiringKeyMakesNoneThatLivesLonger() {
    Instant end = Instant.parse("2098-01-01T00:00:00Z");
    Api ending = as(create(tenant.api(), "{\"name\":\"e\",\"expires_at\":\"" + end + "\"}"));

    assertThat(create(ending, "{\"name\":\"x\"}").string("/expires_at")).isEqualTo(end.toString());
    ending
        .post("/v1/keys", "{\"name\":\"x\",\"expires_at\":\"2099-01-01T00:00:00Z\"}")
        .expectError(403, "key_beyond_own_rights");
  }
}
