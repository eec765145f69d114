package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every call is on the bill once, and every total anyone sees is the sum of those lines. */
@ExtendWith(StageExtension.class)
class MoneyIT {
  /** Odd enough that a careless rounding shows in the tenth decimal. */
  private static final String ODD_PRICE =
      """
      {"input_per_million":"0.1234567","output_per_million":"1.7654321",
       "cache_read_per_million":"0.0123457","reasoning_per_million":"2.0000003","per_request":"0.0000001234"}
      """;

  private final Stage stage;
  private final Tenant tenant;

  MoneyIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @AfterEach
  void everyInvariantOfTheLedgerHolds() throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  @Test
  void theLedgerIsTheProvidersOwnLog() {
    String one = odd("one", FakeAnswer.text("first").usage(1013, 17, 333, 77));
    String two = odd("two", FakeAnswer.text("second").usage(501, 0, 47, 0));
    String judge = odd("judge", FakeAnswer.text("merged").usage(2001, 1999, 91, 13));
    String dropped = odd("dropped", FakeAnswer.text("").usage(77, 1));

    Answer reply =
        tenant
            .responses(Bodies.fusionResponses(List.of(one, two, two, dropped), judge))
            .expect(200);

    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines()).hasSize(5);
    BigDecimal total = BigDecimal.ZERO;
    for (String model : List.of(one, two, judge, dropped)) {
      total = total.add(expectSameAsLog(bill, model));
    }
    assertThat(reply.number("/fusion/cost/total")).isEqualByComparingTo(total);
    assertThat(tenant.api().get("/v1/usage").expect(200).number("/total/cost"))
        .isEqualByComparingTo(total);
  }

  @Test
  void aReceiptAnswersToEveryFormOfItsId() {
    String model = odd("plain", FakeAnswer.text("x"));
    Answer chat = tenant.chat(Bodies.chat(model)).expect(200);
    Answer fusion = tenant.responses(Bodies.fusionResponses(List.of(model), model)).expect(200);

    String chatBill = tenant.receipt(chat.string("/id")).text();
    assertThat(tenant.receipt(chat.header("x-request-id")).text()).isEqualTo(chatBill);
    String fusionBill = tenant.receipt(fusion.string("/id")).text();
    assertThat(tenant.receipt(fusion.header("x-request-id")).text()).isEqualTo(fusionBill);
    assertThat(tenant.receipt(fusion.string("/fusion/run_id")).text()).isEqualTo(fusionBill);
    assertThat(Answer.JSON.readTree(fusionBill).path("run_id").asString())
        .isEqualTo(fusion.header("x-fusion-run-id"));
  }

  @Test
  void everyGroupingAddsUpToTheSameTotal() {
    String cheap = odd("cheap", FakeAnswer.text("x").usage(1001, 33));
    String dear = odd("dear", FakeAnswer.text("y").usage(777, 101));
    String project =
        tenant.api().post("/v1/projects", "{\"name\":\"Red\"}").expect(201).string("/id");
    tenant.chat(Bodies.chat(cheap, "\"tags\":{\"team\":\"red\",\"day\":\"1\"}")).expect(200);
    tenant.chat(Bodies.chat(dear, "\"tags\":[{\"key\":\"team\",\"value\":\"blue\"}]")).expect(200);
    tenant.chat(Bodies.chat(dear, "\"project_id\":\"red\"")).expect(200);
    tenant
        .api()
        .post(
            "/v1/responses",
            Bodies.fusionResponses(List.of(cheap, dear), dear),
            "X-Tags",
            "team=red")
        .expect(200);
    tenant.chat(Bodies.chat("no/such")).expect(404);
    Await.until(Duration.ofSeconds(10), () -> requests() == 5);

    BigDecimal total = Bill.sum(tenant.api().get("/v1/usage/lines?limit=100").list("/data"));
    assertThat(total).isPositive();
    for (String by :
        List.of(
            "day", "model", "role", "project", "key", "provider", "status", "tag:team", "tag:no")) {
      Answer usage = tenant.api().get("/v1/usage?limit=100&group_by=" + by).expect(200);
      assertThat(Bill.sum(usage.list("/data"))).as(by).isEqualByComparingTo(total);
      assertThat(usage.number("/total/cost")).as(by).isEqualByComparingTo(total);
      assertThat(usage.number("/total/calls")).as(by).isEqualByComparingTo("6");
    }
    assertThat(costOf("tag:team", "red")).isPositive();
    assertThat(costOf("tag:team", null)).isEqualByComparingTo(costOf("project", project));
    assertThat(costOf("role", "judge").add(costOf("role", "panel")).add(costOf("role", "direct")))
        .isEqualByComparingTo(total);
    Answer everyone =
        stage.admin().get("/v1/admin/usage?limit=100&workspace_id=" + tenant.workspaceId());
    assertThat(everyone.expect(200).string("/data/0/group")).isEqualTo(tenant.workspaceId());
    assertThat(everyone.number("/data/0/cost")).isEqualByComparingTo(total);
  }

  @Test
  void aRefusedRequestIsOnRecordAndFree() {
    Answer refused = tenant.chat(Bodies.chat("no/such")).expectError(404, "model_not_found");

    // Nobody waits for the row of a refusal, so it comes a moment later.
    String path = "/v1/usage/requests/" + refused.header("x-request-id");
    Await.until(Duration.ofSeconds(10), () -> tenant.api().get(path).status() == 200);
    Answer receipt = tenant.api().get(path);

    assertThat(receipt.string("/status")).isEqualTo("refused");
    assertThat(receipt.list("/lines")).isEmpty();
    assertThat(receipt.number("/cost")).isZero();
  }

  @Test
  void aNewPriceCountsFromItsDateAndOldLinesKeepTheirs() {
    String model =
        stage.pricedModel("dated", Stage.price("10", "20"), FakeAnswer.text("x").usage(1000, 100));
    Answer before = tenant.chat(Bodies.chat(model)).expect(200);

    stage
        .admin()
        .post(
            "/v1/admin/prices",
            "{\"model\":\"%s\",\"effective_from\":\"%s\",\"pricing\":%s}"
                .formatted(model, java.time.Instant.now(), Stage.price("1", "2")))
        .expect(201);

    Answer after = tenant.chat(Bodies.chat(model)).expect(200);
    assertThat(before.number("/usage/cost")).isEqualByComparingTo("0.012");
    assertThat(after.number("/usage/cost")).isEqualByComparingTo("0.0012");
    assertThat(tenant.receipt(before.string("/id")).number("/cost")).isEqualByComparingTo("0.012");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inference_request",
        "request_end",
        "hold",
        "hold_end",
        "call_intent",
        "call_settlement",
        "call_adjustment",
        "price"
      })
  void theLedgerOnlyGrows(String table) throws SQLException {
    String model = odd("plain", FakeAnswer.text("x"));
    tenant.chat(Bodies.chat(model)).expect(200);
    List<String> names = new ArrayList<>(List.of(table));
    try (Connection owner = stage.server().asOwner();
        Statement statement = owner.createStatement();
        ResultSet partitions =
            statement.executeQuery(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = '%s'::regclass"
                    .formatted(table))) {
      while (partitions.next()) {
        names.add(partitions.getString(1));
      }
    }
    for (String name : names) {
      for (String change :
          List.of(
              "UPDATE " + name + " SET workspace_id = workspace_id",
              "DELETE FROM " + name,
              "TRUNCATE " + name,
              "DROP TABLE " + name,
              "ALTER TABLE " + name + " DISABLE TRIGGER ALL")) {
        assertThatThrownBy(() ->
                asApplication(change.replace("SET workspace_id = workspace_id", setOf(table))))
            .as(change)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private int requests() {
    return tenant.api().get("/v1/usage/requests").list("/data").size();
  }

  private static String setOf(String table) {
    return table.equals("price") ? "SET model = model" : "SET workspace_id = workspace_id";
  }

  private void asApplication(String sql) throws SQLException {
    try (Connection application = stage.server().asApplication();
        Statement statement = application.createStatement()) {
      statement.execute(sql);
    }
  }

  private BigDecimal costOf(String groupBy, @org.jspecify.annotations.Nullable String group) {
    return tenant.api().get("/v1/usage?limit=100&group_by=" + groupBy).list("/data").stream()
        .filter(row ->
            row.path("group").asString(null) == null
                ? group == null
                : row.path("group").asString().equals(group))
        .map(row -> row.path("cost").decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private String odd(String name, FakeAnswer... answers) {
    return stage.pricedModel(name, ODD_PRICE, answers);
  }

  /**
   * One line for each call the provider logged, with its tokens; the sum of what they must cost.
   */
  private BigDecimal expectSameAsLog(Bill bill, String model) {
    List<ReceivedCall> calls = stage.provider().calls(model);
    List<JsonNode> lines = bill.lines(model);
    assertThat(lines)
        .extracting(line -> line.path("call_id").asString())
        .containsExactlyInAnyOrderElementsOf(
            calls.stream().map(call -> call.header("x-client-request-id")).toList());
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < calls.size(); i++) {
      JsonNode reported = calls.get(i).usage();
      JsonNode usage = lines.get(i).path("usage");
      long cached = reported.at("/prompt_tokens_details/cached_tokens").asLong(0);
      long thought = reported.at("/completion_tokens_details/reasoning_tokens").asLong(0);
      long input = reported.path("prompt_tokens").asLong() - cached;
      long output = reported.path("completion_tokens").asLong() - thought;
      assertThat(usage.path("input_tokens").asLong()).isEqualTo(input);
      assertThat(usage.path("cache_read_tokens").asLong()).isEqualTo(cached);
      assertThat(usage.path("output_tokens").asLong()).isEqualTo(output);
      assertThat(usage.path("reasoning_tokens").asLong()).isEqualTo(thought);
      assertThat(lines.get(i).path("usage_source").asString()).isEqualTo("provider");
      BigDecimal cost = oddCost(input, cached, output, thought);
      assertThat(lines.get(i).path("cost").decimalValue()).isEqualByComparingTo(cost);
      sum = sum.add(cost);
    }
    return sum;
  }

  private static BigDecimal oddCost(long input, long cached, long output, long thought) {
    return times("0.1234567", input)
        .add(times("0.0123457", cached))
        .add(times("1.7654321", output))
        .add(times("2.0000003", thought))
        .movePointLeft(6)
        .add(new BigDecimal("0.0000001234"))
        .setScale(10, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal times(String price, long tokens) {
    return new BigDecimal(price).multiply(BigDecimal.valueOf(tokens));
  }
}
