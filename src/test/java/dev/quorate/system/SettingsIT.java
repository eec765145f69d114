package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workspace chose for itself acts on its requests. */
@ExtendWith(StageExtension.class)
class SettingsIT {
  private final Stage stage;
  private final Tenant tenant;
  private final Api api;
  private final String model;

  SettingsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
    this.model = stage.model("plain", FakeAnswer.text("Paris.").usage(20, 3));
  }

  private Answer set(String members) {
    return api.patch("/v1/workspace", "{" + members + "}");
  }

  private void savePreset() {
    api.post(
            "/v1/presets",
            "{\"slug\":\"ours\",\"name\":\"Ours\",\"fusion\":{\"analysis_models\":[\"%s\",\"%s\"]}}"
                .formatted(model, model))
        .expect(201);
  }

  @Test
  void aDefaultPresetMakesABareFusionRequestWork() {
    tenant.responses(Bodies.responses("fusion")).expectError(400, "panel_required");
    savePreset();
    set("\"default_preset\":\"ours\"").expect(200);

    Answer reply = tenant.responses(Bodies.responses("fusion")).expect(200);

    assertThat(reply.string("/fusion/preset")).isEqualTo("ours@1");
    assertThat(reply.list("/fusion/panel")).hasSize(2);
    Answer chat = tenant.chat(Bodies.chat("fusion")).expect(200);
    assertThat(chat.string("/fusion/preset")).isEqualTo("ours@1");
    Answer named = tenant.chat(Bodies.fusionChat(List.of(model), model)).expect(200);
    assertThat(named.at("/fusion/preset").isNull() || named.at("/fusion/preset").isMissingNode())
        .isTrue();
    set("\"default_preset\":null").expect(200);
    tenant.responses(Bodies.responses("fusion")).expectError(400, "panel_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quality", "budget", "fast"})
  void aPresetOfTheDeploymentCanBeTheDefault(String name) {
    set("\"default_preset\":\"%s\"".formatted(name)).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fusion", "nobodys", "ours"})
  void aPresetThatIsNotThereCannot(String name) {
    set("\"default_preset\":\"%s\"".formatted(name))
        .expectError(400, "preset_not_found", "default_preset");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"store\":true | store",
        "\"background\":true | background",
        "\"previous_response_id\":\"resp_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f\" | previous_response_id"
      })
  void whatNeedsATextKeptIsRefusedWhereNoneIs(String member, String param) {
    set("\"privacy\":true").expect(200);

    tenant.responses(Bodies.responses(model, member)).expectError(400, "retention_off", param);
    assertThat(stage.provider().calls(model)).isEmpty();
  }

  @Test
  void aWorkspaceThatKeepsNoTextsKeepsNone() throws SQLException {
    set("\"privacy\":true").expect(200);

    Answer reply = tenant.responses(Bodies.responses(model)).expect(200);

    assertThat(reply.at("/store").asBoolean()).isFalse();
    api.get("/v1/responses/" + reply.string("/id")).expect(404);
    assertThat(hoursKept(reply.string("/id"))).isEmpty();
    try (LiveReply live = Form.RESPONSES.open(tenant, Form.RESPONSES.direct(model))) {
      Answer end = Form.RESPONSES.end(live, live.all());
      api.get("/v1/responses/" + end.string("/id")).expect(404);
    }
    tenant.responses(Bodies.responses(model, "\"store\":false")).expect(200);
    set("\"privacy\":false").expect(200);
    Answer kept = tenant.responses(Bodies.responses(model, "\"store\":true")).expect(200);
    api.get("/v1/responses/" + kept.string("/id")).expect(200);
  }

  @Test
  void textsAreKeptForAsLongAsTheWorkspaceSays() throws SQLException {
    Answer usual = tenant.responses(Bodies.responses(model)).expect(200);
    set("\"retention_hours\":3").expect(200);
    Answer own = tenant.responses(Bodies.responses(model)).expect(200);
    Answer background =
        tenant.responses(Bodies.responses(model, "\"background\":true")).expect(200);

    assertThat(hoursKept(usual.string("/id"))).containsExactly(24);
    assertThat(hoursKept(own.string("/id"))).containsExactly(3);
    assertThat(hoursKept(background.string("/id"))).containsExactly(3);
  }

  @Test
  void aKeyThatIsLockedToAProjectChangesNoPresets() {
    savePreset();
    String project = api.post("/v1/projects", "{\"name\":\"Red\"}").string("/id");
    Api locked =
        api.as(
            tenant
                .newKey("{\"name\":\"locked\",\"project_id\":\"%s\"}".formatted(project))
                .string("/key"));

    locked.get("/v1/presets/ours").expect(200);
    locked
        .post("/v1/presets", "{\"slug\":\"mine\",\"name\":\"m\",\"fusion\":{}}")
        .expectError(403, "project_locked");
    locked.patch("/v1/presets/ours", "{\"name\":\"m\"}").expectError(403, "project_locked");
    locked.delete("/v1/presets/ours").expectError(403, "project_locked");
    locked
        .send("POST", "/v1/presets/ours/versions/1/designate", null, List.of())
        .expectError(403, "project_locked");
  }

  private List<Integer> hoursKept(String responseId) throws SQLException {
    String hex = responseId.substring(responseId.indexOf('_') + 1).replace("-", "");
    try (Connection connection = stage.server().asOwner();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT round(extract(epoch FROM expires_at - created_at) / 3600)::int FROM"
                    + " stored_response WHERE id = ?")) {
      query.setObject(1, uuid(hex));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? List.of(row.getInt(1)) : List.of();
      }
    }
  }

  private static UUID uuid(String hex) {
    return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }
}
