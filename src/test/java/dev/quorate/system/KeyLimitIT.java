package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spend limit of a key is its budget: set with the key, held by the ledger, gone with it. */
@ExtendWith(StageExtension.class)
class KeyLimitIT {
  /** Ten cents a request, whatever its size. */
  private static final String DIME =
      """
      {"input_per_million":"0","output_per_million":"0","per_request":"0.10"}
      """;

  private final Tenant tenant;
  private final Api api;
  private final String model;

  KeyLimitIT(Stage stage) {
    this.tenant = stage.tenant();
    this.api = tenant.api();
    this.model = stage.pricedModel("dime", DIME, FakeAnswer.text("x"));
  }

  @AfterAll
  static void theLedgerIsWhole(Stage stage) throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  private Tenant limited(String members) {
    Answer key = tenant.newKey("{\"name\":\"limited\",%s}".formatted(members));
    return new Tenant(tenant.stage(), tenant.workspaceId(), key.string("/id"), key.string("/key"));
  }

  @Test
  void aKeyMaySpendItsLimitAndNoMore() {
    Tenant key = limited("\"limit_usd\":\"0.25\",\"limit_reset\":\"monthly\"");

    key.chat(Bodies.chat(model)).expect(200);
    Answer second = key.chat(Bodies.chat(model)).expect(200);
    key.chat(Bodies.chat(model)).expectError(402, "key_limit_exceeded");

    assertThat(second.header("x-budget-limit-usd")).isEqualTo("0.25");
    tenant.chat(Bodies.chat(model)).expect(200);
    Answer whoAmI = key.api().get("/v1/key").expect(200);
    assertThat(whoAmI.list("/headroom")).hasSize(1);
    assertThat(whoAmI.string("/headroom/0/scope")).isEqualTo("key");
    assertThat(whoAmI.string("/headroom/0/period")).isEqualTo("monthly");
    assertThat(whoAmI.number("/headroom/0/cap_usd")).isEqualByComparingTo("0.25");
    assertThat(whoAmI.number("/headroom/0/spent_usd")).isEqualByComparingTo("0.20");
    assertThat(whoAmI.number("/headroom/0/remaining_usd")).isEqualByComparingTo("0.05");
    assertThat(whoAmI.string("/headroom/0/resets_at")).endsWith("T00:00:00Z");
    Answer shown = api.get("/v1/keys/" + key.keyId()).expect(200);
    assertThat(shown.number("/limit_usd")).isEqualByComparingTo("0.25");
    assertThat(shown.string("/limit_reset")).isEqualTo("monthly");
  }

  @Test
  void headroomNamesEveryBudgetTheTightestFirst() {
    Tenant key = limited("\"limit_usd\":3");
    put("workspace", tenant.workspaceId(), "daily", "2");

    Answer whoAmI = key.api().get("/v1/key").expect(200);

    assertThat(whoAmI.list("/headroom"))
        .extracting(room -> room.path("scope").asString())
        .containsExactly("workspace", "key");
    assertThat(whoAmI.at("/headroom/1/resets_at").isNull()).isTrue();
  }

  @Test
  void changingTheLimitReplacesTheBudget() {
    Tenant key = limited("\"limit_usd\":\"0.10\",\"limit_reset\":\"daily\"");
    String path = "/v1/keys/" + key.keyId();
    key.chat(Bodies.chat(model)).expect(200);
    key.chat(Bodies.chat(model)).expectError(402, "key_limit_exceeded");

    api.patch(path, "{\"limit_usd\":\"0.20\",\"limit_reset\":\"weekly\"}").expect(200);

    key.chat(Bodies.chat(model)).expect(200);
    key.chat(Bodies.chat(model)).expectError(402, "key_limit_exceeded");
    List<String> periods = periods();
    assertThat(periods).containsExactly("weekly");
    api.patch(path, "{\"name\":\"renamed\"}").expect(200);
    assertThat(periods()).containsExactly("weekly");
    api.patch(path, "{\"limit_usd\":null}").expect(200);
    assertThat(periods()).isEmpty();
    key.chat(Bodies.chat(model)).expect(200);
  }

  @Test
  void aBudgetOfTheKeyIsItsLimit() {
    put("key", tenant.keyId(), "monthly", "5");
    put("key", tenant.keyId(), "daily", "1");

    Answer key = api.get("/v1/keys/" + tenant.keyId()).expect(200);

    assertThat(key.number("/limit_usd")).isEqualByComparingTo("1");
    assertThat(key.string("/limit_reset")).isEqualTo("daily");
    api.post("/v1/keys", "{\"name\":\"more\",\"limit_usd\":2}")
        .expectError(403, "key_beyond_own_rights");
  }

  @Test
  void aRevokedKeyLeavesNoBudget() {
    Tenant key = limited("\"limit_usd\":\"0.50\"");
    key.chat(Bodies.chat(model)).expect(200);
    assertThat(periods()).containsExactly("lifetime");

    api.delete("/v1/keys/" + key.keyId()).expect(204);

    assertThat(periods()).isEmpty();
  }

  @Test
  void settingALimitIsAuditedOnce() {
    Tenant key = limited("\"limit_usd\":\"0.50\"");

    List<String> actions =
        api.get("/v1/audit?limit=50").expect(200).list("/data").stream()
            .filter(entry -> !entry.path("action").asString().startsWith("workspace"))
            .map(entry -> entry.path("action").asString())
            .toList();

    assertThat(actions).contains("key.limit").doesNotContain("budget.set");
    assertThat(api.get("/v1/audit?limit=50").text()).contains(key.keyId());
  }

  private List<String> periods() {
    return api.get("/v1/budgets").expect(200).list("/data").stream()
        .map(budget -> budget.path("period").asString())
        .toList();
  }

  private void put(String scope, String id, String period, String cap) {
    api.send(
            "PUT",
            "/v1/budgets",
            "{\"scope\":\"%s\",\"scope_id\":\"%s\",\"period\":\"%s\",\"cap_usd\":\"%s\"}"
                .formatted(scope, id, period, cap),
            List.of())
        .expect(200);
  }
}
