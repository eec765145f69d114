package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings, projects, policies, credentials and the audit log of a workspace. */
@ExtendWith(StageExtension.class)
class WorkspaceAdminIT {
  private static final String SECRET = "sk-canary-byok-0123456789";

  private final Stage stage;
  private final Tenant tenant;
  private final Api api;

  WorkspaceAdminIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
  }

  private List<String> actions(String query) {
    return api.get("/v1/audit" + query).expect(200).list("/data").stream()
        .map(entry -> entry.get("action").asString())
        .toList();
  }

  @Test
  void settingsAreChangedOneByOneAndTakenBack() {
    Answer fresh = api.get("/v1/workspace").expect(200);
    assertThat(fresh.string("/id")).isEqualTo(tenant.workspaceId());
    assertThat(fresh.text()).contains("\"privacy\":false", "\"retention_hours\":null");

    api.patch("/v1/workspace", "{\"retention_hours\":48,\"limits\":{\"rpm\":1000}}").expect(200);
    Answer both = api.patch("/v1/workspace", "{\"privacy\":true}").expect(200);
    assertThat(both.text()).contains("\"privacy\":true", "\"retention_hours\":48", "\"rpm\":1000");
    Answer back =
        api.patch("/v1/workspace", "{\"retention_hours\":null,\"limits\":null}").expect(200);
    assertThat(back.text()).contains("\"retention_hours\":null", "\"rpm\":null");

    api.patch("/v1/workspace", "{\"retention_hours\":0}").expectError(400, "invalid_value");
    api.patch("/v1/workspace", "{\"retention_hours\":721}").expectError(400, "invalid_value");
    api.patch("/v1/workspace", "{\"limits\":{\"rps\":1}}").expectError(400, "unknown_field");
    api.patch("/v1/workspace", "{\"status\":\"disabled\"}").expectError(400, "unknown_field");
    assertThat(actions("?action=workspace.*"))
        .containsExactly(
            "workspace.update", "workspace.update", "workspace.update", "workspace.create");
  }

  @Test
  void aProjectIsChangedDisabledAndDeletedWhenNoKeyIsLeft() {
    Answer made = api.post("/v1/projects", "{\"name\":\"Search\"}").expect(201);
    String path = "/v1/projects/" + made.string("/id");
    Answer key = tenant.newKey("{\"name\":\"k\",\"project_id\":\"search\"}");

    Answer changed =
        api.patch(path, "{\"name\":\"Find\",\"slug\":\"find\",\"limits\":{\"rpm\":5}}").expect(200);
    assertThat(changed.string("/slug")).isEqualTo("find");
    api.get("/v1/projects/find").expect(200);
    api.get("/v1/projects/search").expectError(404, "project_not_found");

    api.patch(path, "{\"status\":\"disabled\"}").expect(200);
    String model = stage.model("plain", FakeAnswer.text("x"));
    Api holder = stage.anonymous().as(key.string("/key"));
    holder.post("/v1/chat/completions", Bodies.chat(model)).expectError(403, "project_disabled");
    assertThat(stage.provider().calls(model)).isEmpty();

    assertThat(api.delete(path).expectError(409, "project_has_keys").text()).contains("1 active");
    api.patch("/v1/keys/" + key.string("/id"), "{\"disabled\":true}").expect(200);
    assertThat(api.delete(path).status()).isEqualTo(204);
    api.get(path).expectError(404, "project_not_found");
    api.get("/v1/keys/" + key.string("/id")).expectError(404, "not_found");
    api.post("/v1/projects", "{\"name\":\"Again\",\"slug\":\"find\"}").expect(201);
  }

  @Test
  void policiesAreMadeChangedAndDeletedAndForeignOnesDoNotExist() {
    Answer made =
        api.post(
                "/v1/policies",
                """
                {"name":"house","allowed_models":["openai/*"],"denied_models":["*/*-preview"],
                 "max_price":{"output_per_million":"30.50"},"zero_retention":true,"on_violation":"deny"}\
                """)
            .expect(201);
    String path = "/v1/policies/" + made.string("/id");
    assertThat(made.number("/max_price/output_per_million")).isEqualByComparingTo("30.5");

    Answer changed = api.patch(path, "{\"max_price\":null,\"on_violation\":\"drop\"}").expect(200);
    assertThat(changed.text())
        .contains("\"max_price\":null", "\"on_violation\":\"drop\"", "openai/*");
    assertThat(api.get("/v1/policies").expect(200).list("/data")).hasSize(1);

    Api stranger = stage.tenant().api();
    for (String other : List.of(path, "/v1/policies/019aa5b2-7e3c-7b64-8d2f-6a7b8c9d0e1f")) {
      stranger.get(other).expectError(404, "not_found");
      stranger.patch(other, "{}").expectError(404, "not_found");
      stranger.delete(other).expectError(404, "not_found");
    }
    api.post("/v1/policies", "{\"allowed_models\":[\"a b\"]}").expectError(400, "invalid_value");
    api.post("/v1/policies", "{\"scope\":\"project\"}").expectError(400, "missing_field");
    api.post("/v1/policies", "{\"scope\":\"project\",\"scope_id\":\"nobody\"}")
        .expectError(404, "project_not_found");
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(actions("?action=policy.*"))
        .containsExactly("policy.delete", "policy.update", "policy.create");
  }

  @Test
  void credentialsAreWrittenAndNeverShown() {
    String provider = "fake-" + stage.provider().port();
    Answer made =
        api.post(
                "/v1/credentials",
                "{\"provider\":\"%s\",\"api_key\":\"%s\"}".formatted(provider, SECRET))
            .expect(201);
    String path = "/v1/credentials/" + made.string("/id");
    assertThat(made.string("/last_four")).isEqualTo("6789");
    assertThat(made.number("/version")).isEqualByComparingTo("1");

    api.post(
            "/v1/credentials",
            "{\"provider\":\"%s\",\"api_key\":\"%s\"}".formatted(provider, SECRET))
        .expectError(409, "conflict");
    api.post("/v1/credentials", "{\"provider\":\"nobody\",\"api_key\":\"x\"}")
        .expectError(400, "invalid_value", "provider");
    Answer next = api.patch(path, "{\"api_key\":\"sk-canary-other-98765\"}").expect(200);
    assertThat(next.number("/version")).isEqualByComparingTo("2");
    stage.tenant().api().get(path).expectError(404, "not_found");
    stage.tenant().api().delete(path).expectError(404, "not_found");

    String all =
        made.text()
            + next.text()
            + api.get("/v1/credentials").expect(200).text()
            + api.get("/v1/audit").expect(200).text();
    assertThat(all).doesNotContain("canary");
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.get("/v1/credentials").expect(200).list("/data")).isEmpty();
    assertThat(actions("?action=credential.*"))
        .containsExactly("credential.delete", "credential.update", "credential.create");
  }

  @Test
  void theAuditLogSaysWhoChangedWhatFromWhatToWhat() {
    Answer key = api.post("/v1/keys", "{\"name\":\"before\"}").expect(201);
    api.patch("/v1/keys/" + key.string("/id"), "{\"name\":\"after\"}").expect(200);

    Answer log = api.get("/v1/audit?action=key.update").expect(200);
    assertThat(log.string("/data/0/actor/type")).isEqualTo("api_key");
    assertThat(log.string("/data/0/actor/id")).isEqualTo(tenant.keyId());
    assertThat(log.string("/data/0/target/id")).isEqualTo(key.string("/id"));
    assertThat(log.string("/data/0/changes/name/from")).isEqualTo("before");
    assertThat(log.string("/data/0/changes/name/to")).isEqualTo("after");
    assertThat(log.text()).doesNotContain(key.string("/key"));

    assertThat(actions("?actor=" + tenant.keyId())).containsExactly("key.update", "key.create");
    assertThat(actions("?since=2999-01-01T00:00:00Z")).isEmpty();
    Answer page = api.get("/v1/audit?limit=1").expect(200);
    String next = page.string("/next_cursor");
    assertThat(actions("?limit=1&cursor=" + next)).containsExactly("key.create");
    assertThat(
            api.get("/v1/audit?actor=configured").expect(200).list("/data").size()
                + api.get("/v1/audit?action=workspace.create").expect(200).list("/data").size())
        .isPositive();
    Answer everywhere =
        stage.admin().get("/v1/admin/audit?workspace=" + tenant.workspaceId()).expect(200);
    assertThat(everywhere.text()).contains(key.string("/id"));
    api.get("/v1/admin/audit").expectError(403, "insufficient_scope");
  }
}
