package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hard cap holds at every commit, whoever comes at once; what does not fit is never sent. */
@ExtendWith(StageExtension.class)
class BudgetsIT {
  /** Ten cents a request, whatever its size. */
  private static final String DIME =
      """
      {"input_per_million":"0","output_per_million":"0","per_request":"0.10"}
      """;

  private final Stage stage;
  private final Tenant tenant;
  private final String project;

  BudgetsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.project = tenant.api().post("/v1/projects", "{\"name\":\"Red\"}").string("/id");
  }

  @AfterEach
  void everyInvariantOfTheLedgerHolds() throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  @ParameterizedTest
  @CsvSource({
    "workspace, workspace_budget_exceeded",
    "project, project_budget_exceeded",
    "key, key_limit_exceeded"
  })
  void exactlyWhatFitsIsAdmittedWhenAllComeAtOnce(String scope, String code) throws Exception {
    String model = dime("at-once");
    String budget = put(scope, "monthly", "2.00", "hard").string("/id");

    List<Answer> answers = atOnce(100, model);

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(20);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(80)
        .allSatisfy(answer -> answer.expectError(402, code));
    assertThat(stage.provider().calls(model)).hasSize(20);
    Answer standing = tenant.api().get("/v1/budgets/" + budget).expect(200);
    assertThat(standing.number("/spent_usd")).isEqualByComparingTo("2.00");
    assertThat(standing.number("/reserved_usd")).isZero();
    assertThat(standing.number("/remaining_usd")).isZero();
  }

  @Test
  void aRequestMustFitUnderEveryBudgetItFallsUnder() {
    String model = dime("several");
    put("workspace", "lifetime", "10", "hard");
    put("project", "daily", "0.20", "hard");
    put("key", "weekly", "0.10", "hard");

    Answer first = chat(model).expect(200);
    assertThat(first.header("x-budget-remaining-usd")).isEqualTo("0");
    assertThat(first.header("x-budget-limit-usd")).isEqualTo("0.1");
    chat(model).expectError(402, "key_limit_exceeded");
    put("key", "weekly", "5", "hard");
    chat(model).expect(200);
    chat(model).expectError(402, "project_budget_exceeded");

    // Another project's requests do not count against this one.
    tenant.chat(Bodies.chat(model)).expect(200);
    List<BigDecimal> spent =
        tenant.api().get("/v1/budgets").expect(200).list("/data").stream()
            .map(budget -> budget.path("spent_usd").decimalValue())
            .toList();
    assertThat(spent)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(dec("0.30"), dec("0.20"), dec("0.30"));
  }

  @Test
  void aNewBudgetCountsWhatIsSpentAlready() {
    String model = dime("before");
    chat(model).expect(200);
    chat(model).expect(200);
    tenant.chat(Bodies.chat(model)).expect(200);

    Answer ofProject = put("project", "monthly", "0.25", "hard");
    Answer ofWorkspace = put("workspace", "lifetime", "0.40", "hard");

    assertThat(ofProject.number("/spent_usd")).isEqualByComparingTo("0.20");
    assertThat(ofWorkspace.number("/spent_usd")).isEqualByComparingTo("0.30");
    chat(model).expectError(402, "project_budget_exceeded");
    tenant.chat(Bodies.chat(model)).expect(200);
    tenant.chat(Bodies.chat(model)).expectError(402, "workspace_budget_exceeded");
  }

  @Test
  void aSoftBudgetOnlyCountsAndTellsItsThresholds() {
    String model = dime("soft");
    String id =
        tenant
            .api()
            .send(
                "PUT",
                "/v1/budgets",
                "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":\"0.15\",\"mode\":\"soft\",\"alert_thresholds\":[90,50,200]}",
                List.of())
            .expect(200)
            .string("/id");

    chat(model).expect(200);
    chat(model).expect(200);

    Answer budget = tenant.api().get("/v1/budgets/" + id).expect(200);
    assertThat(budget.number("/spent_usd")).isEqualByComparingTo("0.20");
    assertThat(budget.number("/remaining_usd")).isEqualByComparingTo("-0.05");
    assertThat(budget.at("/alert_thresholds").toString()).isEqualTo("[50,90,200]");
    assertThat(budget.at("/alerts_reached").toString()).isEqualTo("[50,90]");
    assertThat(budget.string("/resets_at")).endsWith("T00:00:00Z");
  }

  @Test
  void aDeletedBudgetNoLongerHoldsAnybodyBack() {
    String model = dime("deleted");
    String id = put("workspace", "monthly", "0.10", "hard").string("/id");
    chat(model).expect(200);
    chat(model).expectError(402, "workspace_budget_exceeded");

    tenant.api().delete("/v1/budgets/" + id).expect(204);

    chat(model).expect(200);
    tenant.api().get("/v1/budgets/" + id).expectError(404, "not_found");
    tenant.api().delete("/v1/budgets/" + id).expectError(404, "not_found");
  }

  @Test
  void aBudgetOfAnotherWorkspaceDoesNotExist() {
    String id = put("workspace", "monthly", "1", "hard").string("/id");
    Tenant other = stage.tenant();

    other.api().get("/v1/budgets/" + id).expectError(404, "not_found");
    other.api().delete("/v1/budgets/" + id).expectError(404, "not_found");
    assertThat(other.api().get("/v1/budgets").expect(200).list("/data")).isEmpty();
    other
        .api()
        .send("PUT", "/v1/budgets", body("project", project, "daily", "1", "hard"), List.of())
        .expectError(404, "project_not_found", "scope_id");
    other
        .api()
        .send("PUT", "/v1/budgets", body("key", tenant.keyId(), "daily", "1", "hard"), List.of())
        .expectError(404, "not_found", "scope_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"period\":\"daily\",\"cap_usd\":1} | missing_field | scope",
        "{\"scope\":\"team\",\"period\":\"daily\",\"cap_usd\":1} | invalid_value | scope",
        "{\"scope\":\"project\",\"period\":\"daily\",\"cap_usd\":1} | missing_field | scope_id",
        "{\"scope\":\"workspace\",\"period\":\"hourly\",\"cap_usd\":1} | invalid_value | period",
        "{\"scope\":\"workspace\",\"period\":\"daily\"} | missing_field | cap_usd",
        "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":-1} | invalid_value | cap_usd",
        "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":\"0.12345678901\"} |"
            + " invalid_value | cap_usd",
        "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":1,\"mode\":\"firm\"} |"
            + " invalid_value | mode",
        "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":1,\"alert_thresholds\":[0]} |"
            + " invalid_value | alert_thresholds",
        "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":1,\"cap\":2} | unknown_field |"
            + " cap"
      })
  void rubbishIsNamed(String body, String code, String param) {
    tenant.api().send("PUT", "/v1/budgets", body, List.of()).expectError(400, code, param);
  }

  private List<Answer> atOnce(int requests, String model) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          IntStream.range(0, requests).mapToObj(i -> threads.submit(() -> chat(model))).toList();
      List<Answer> answers = new java.util.ArrayList<>();
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private Answer chat(String model) {
    return tenant.chat(Bodies.chat(model, "\"project_id\":\"red\""));
  }

  private String dime(String name) {
    return stage.pricedModel(name, DIME, FakeAnswer.text("x"));
  }

  private Answer put(String scope, String period, String cap, String mode) {
    String id =
        switch (scope) {
          case "project" -> project;
          case "key" -> tenant.keyId();
          default -> tenant.workspaceId();
        };
    return tenant
        .api()
        .send("PUT", "/v1/budgets", body(scope, id, period, cap, mode), List.of())
        .expect(200);
  }

  private static String body(String scope, String id, String period, String cap, String mode) {
    return "{\"scope\":\"%s\",\"scope_id\":\"%s\",\"period\":\"%s\",\"cap_usd\":\"%s\",\"mode\":\"%s\"}"
        .formatted(scope, id, period, cap, mode);
  }

  private static BigDecimal dec(String value) {
    return new BigDecimal(value);
  }
}
