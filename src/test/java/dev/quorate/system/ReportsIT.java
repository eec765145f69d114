package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Roll-ups, corrections and statements say the same as the lines, to the last digit. */
@ExtendWith(StageExtension.class)
class ReportsIT {
  private static final List<String> GROUPINGS =
      List.of(
          "day",
          "model",
          "provider",
          "project",
          "key",
          "role",
          "preset",
          "status",
          "tag:team",
          "tag:feature");
  private static final String MONTH = GeneratedMonth.month().toString();
  private static final String SPAN =
      "&start=%s-01&end=%s-01".formatted(MONTH, GeneratedMonth.month().plusMonths(1));

  private final Stage stage;
  private final Tenant tenant;
  private final Api api;

  ReportsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
  }

  @Test
  void rolledUpOrNotEveryReportIsTheSame() {
    GeneratedMonth.write(tenant.workspaceId(), 1200);
    List<String> queries = queries().toList();
    List<String> before = queries.stream().map(this::report).toList();

    GeneratedMonth.roll();

    for (int i = 0; i < queries.size(); i++) {
      assertThat(report(queries.get(i))).as(queries.get(i)).isEqualTo(before.get(i));
    }
  }

  /** A moment before the month's first line is inside an hour, so lines are read and no roll-up. */
  @Test
  void rollUpsSayWhatTheLinesSay() {
    GeneratedMonth.write(tenant.workspaceId(), 1200);
    GeneratedMonth.roll();

    for (String query : queries().toList()) {
      String byLines = query.replace("start=" + MONTH + "-01", "start=" + justBefore());
      Answer lines = api.get("/v1/usage?limit=100" + byLines).expect(200);
      Answer rolled = api.get("/v1/usage?limit=100" + query).expect(200);
      assertThat(rolled.at("/data")).as(query).isEqualTo(lines.at("/data"));
      assertThat(rolled.at("/total")).as(query).isEqualTo(lines.at("/total"));
    }
  }

  private static String justBefore() {
    return GeneratedMonth.month().minusMonths(1).atEndOfMonth() + "T23:59:59.5Z";
  }

  private static Stream<String> queries() {
    Stream<String> plain = GROUPINGS.stream().map(by -> SPAN + "&group_by=" + by);
    Stream<String> filtered =
        GROUPINGS.stream().map(by -> SPAN + "&role=panel&model=vendor-1/model-5&group_by=" + by);
    Stream<String> tagged = GROUPINGS.stream().map(by -> SPAN + "&tag=team=team-2&group_by=" + by);
    Stream<String> tests = GROUPINGS.stream().map(by -> SPAN + "&include_test=true&group_by=" + by);
    Stream<String> failed = GROUPINGS.stream().map(by -> SPAN + "&status=failed&group_by=" + by);
    return Stream.of(plain, filtered, tagged, tests, failed).flatMap(all -> all);
  }

  @Test
  void requestsAndLinesCanBeThoseOfOneStatus() {
    GeneratedMonth.write(tenant.workspaceId(), 300);

    Answer requests = api.get("/v1/usage/requests?status=failed&limit=100" + SPAN).expect(200);
    Answer sums = api.get("/v1/usage?status=failed&group_by=status" + SPAN).expect(200);

    assertThat(requests.list("/data")).isNotEmpty();
    assertThat(requests.list("/data"))
        .allSatisfy(one -> assertThat(one.path("status").asString()).isEqualTo("failed"));
    assertThat(sums.list("/data")).hasSize(1);
    assertThat(sums.number("/total/requests"))
        .isEqualByComparingTo(BigDecimal.valueOf(requests.list("/data").size()));
    api.get("/v1/usage?status=lost").expectError(400, "invalid_value", "status");
  }

  @Test
  void hoursAtTheEdgesAreCountedToo() {
    GeneratedMonth.write(tenant.workspaceId(), 1200);
    GeneratedMonth.roll();
    String span = "&start=%s-02T05:00:00Z&end=%s-20T%s&group_by=model";

    Answer rolled = api.get("/v1/usage?limit=100" + span.formatted(MONTH, MONTH, "17:00:00Z"));
    Answer lines = api.get("/v1/usage?limit=100" + span.formatted(MONTH, MONTH, "16:59:59.9999Z"));

    assertThat(rolled.expect(200).at("/data")).isEqualTo(lines.expect(200).at("/data"));
    assertThat(rolled.number("/total/requests")).isPositive();
  }

  private String report(String query) {
    return api.get("/v1/usage?limit=100" + query).expect(200).text();
  }

  @Test
  void correctionStandsBesideTheCostInReceiptsAndReports() {
    String model = stage.model("good", FakeAnswer.text("a").usage(1000, 100));
    Answer reply = tenant.chat(Bodies.chat(model)).expect(200);
    Answer receipt = tenant.receipt(reply.string("/id"));
    String call = receipt.string("/lines/0/call_id");
    BigDecimal cost = receipt.number("/cost");

    Answer made = adjust(call, "-0.0000000001").expect(201);
    adjust(call, cost.negate().toPlainString()).expectError(400, "invalid_value", "delta_usd");
    adjust(call, "0").expectError(400, "invalid_value", "delta_usd");
    adjust(tenant.keyId(), "1").expectError(404, "not_found", "call_id");

    assertThat(made.number("/delta_usd")).isEqualByComparingTo("-0.0000000001");
    Answer after = tenant.receipt(reply.string("/id"));
    assertThat(after.number("/cost")).isEqualByComparingTo(cost);
    assertThat(after.number("/adjustments/0/delta")).isEqualByComparingTo("-0.0000000001");
    Answer report = api.get("/v1/usage?group_by=model").expect(200);
    assertThat(report.number("/data/0/cost")).isEqualByComparingTo(cost);
    assertThat(report.number("/data/0/adjustments")).isEqualByComparingTo("-0.0000000001");
    assertThat(report.number("/total/adjustments")).isEqualByComparingTo("-0.0000000001");
    Answer list = stage.admin().get("/v1/admin/adjustments?workspace_id=" + tenant.workspaceId());
    assertThat(list.list("/data")).hasSize(1);
    api.post("/v1/admin/adjustments", "{}").expectError(403, "insufficient_scope");
  }

  private Answer adjust(String call, String delta) {
    return stage
        .admin()
        .post(
            "/v1/admin/adjustments",
            "{\"workspace_id\":\"%s\",\"call_id\":\"%s\",\"delta_usd\":%s,\"reason\":\"credited\"}"
                .formatted(tenant.workspaceId(), call, delta));
  }

  @Test
  void monthIsClosedOnceAndItsStatementIsTheSumOfItsLines() {
    GeneratedMonth.write(tenant.workspaceId(), 500);
    Answer usage = api.get("/v1/usage?group_by=model" + SPAN).expect(200);

    Answer closed = close(MONTH).expect(201);
    close(MONTH).expectError(409, "conflict", "month");
    close(YearMonth.parse(MONTH).plusMonths(1).toString())
        .expectError(400, "invalid_value", "month");

    assertThat(closed.number("/cost")).isEqualByComparingTo(usage.number("/total/cost"));
    assertThat(closed.number("/calls")).isEqualByComparingTo(usage.number("/total/calls"));
    assertThat(sum(closed.list("/lines"), "cost")).isEqualByComparingTo(closed.number("/cost"));
    assertThat(closed.number("/amount_due")).isLessThan(closed.number("/cost"));
    Answer read = api.get("/v1/statements/" + MONTH).expect(200);
    assertThat(read.text()).isEqualTo(closed.text());
    assertThat(api.get("/v1/statements").list("/data")).hasSize(1);
    Answer csv = api.send("GET", "/v1/statements/" + MONTH, null, List.of("Accept", "text/csv"));
    assertThat(csv.text().lines()).hasSize(closed.list("/lines").size() + 1);
    stage.tenant().api().get("/v1/statements/" + MONTH).expectError(404, "not_found");
  }

  @Test
  void administratorsListEveryWorkspacesClosedMonths() {
    String all = "/v1/admin/statements";
    GeneratedMonth.write(tenant.workspaceId(), 5);
    close(MONTH).expect(201);
    Tenant other = stage.tenant();
    GeneratedMonth.write(other.workspaceId(), 5);
    stage
        .admin()
        .post(
            all, "{\"workspace_id\":\"%s\",\"month\":\"%s\"}".formatted(other.workspaceId(), MONTH))
        .expect(201);

    Answer own = stage.admin().get(all + "?workspace_id=" + tenant.workspaceId()).expect(200);
    Answer first = stage.admin().get(all + "?limit=1").expect(200);
    Answer second =
        stage.admin().get(all + "?limit=1&cursor=" + first.string("/next_cursor")).expect(200);

    assertThat(own.list("/data")).hasSize(1);
    assertThat(own.string("/data/0/month")).isEqualTo(MONTH);
    assertThat(own.at("/data/0").has("lines")).isFalse();
    assertThat(second.string("/data/0/workspace_id"))
        .isNotEqualTo(first.string("/data/0/workspace_id"));
    stage.admin().get(all + "?workspace_id=x").expectError(400, "invalid_value", "workspace_id");
    stage.admin().get(all + "?cursor=eA").expectError(400, "invalid_value", "cursor");
    api.get(all).expectError(403, "insufficient_scope");
  }

  @Test
  void monthWithAnOpenCallIsNotClosed() {
    GeneratedMonth.write(tenant.workspaceId(), 1);
    // A request that still runs: its call is open and nothing is broken.
    GeneratedMonth.execute(
        """
        WITH running AS (
          INSERT INTO inference_request (workspace_id, request_id, day, api_key_id, project_id, endpoint, model_asked,
            tags, test, received_at, started_at, node_id)
          SELECT workspace_id, overlay(request_id::text PLACING 'ffff' FROM 33)::uuid, day, api_key_id, project_id, endpoint,
            model_asked, tags, test, received_at, started_at, node_id FROM inference_request WHERE workspace_id = '%s'
          RETURNING *)
        INSERT INTO call_intent (workspace_id, call_id, day, request_id, role, step, attempt, provider, model,
          upstream_model, credential, price_version, price_input_per_million, price_output_per_million,
          price_per_request, input_bound, output_bound, api_key_id, project_id, tags, test, node_id, intended_at)
        SELECT workspace_id, overlay(request_id::text PLACING 'fffe' FROM 33)::uuid, day, request_id, 'writer', 0, 0, 'p', 'm',
          'm', 'platform', 'v', 1, 1, 0, 1, 1, api_key_id, project_id, tags, test, node_id, started_at FROM running\
        """
            .formatted(tenant.workspaceId()));

    Answer refused = close(MONTH).expectError(409, "conflict", "month");

    assertThat(refused.string("/error/message")).contains("1 calls");
  }

  private Answer close(String month) {
    return stage
        .admin()
        .post(
            "/v1/admin/statements",
            "{\"workspace_id\":\"%s\",\"month\":\"%s\"}".formatted(tenant.workspaceId(), month));
  }

  private static BigDecimal sum(List<JsonNode> rows, String field) {
    return rows.stream()
        .map(row -> row.path(field).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @ParameterizedTest
  @CsvSource({"?role=king, role", "?model=, model"})
  void badFilterIsRefusedByName(String query, String param) {
    api.get("/v1/usage" + query).expectError(400, "invalid_value", param);
    api.get("/v1/usage/lines" + query).expectError(400, "invalid_value", param);
  }

  @Test
  void adminSeesAWorkspaceInEveryGrouping() {
    GeneratedMonth.write(tenant.workspaceId(), 200);
    GeneratedMonth.roll();

    for (String by : GROUPINGS) {
      String query = "/usage?limit=100&group_by=" + by + SPAN;
      Answer own = api.get("/v1" + query).expect(200);
      Answer seen =
          stage.admin().get("/v1/admin" + query + "&workspace_id=" + tenant.workspaceId());
      assertThat(seen.expect(200).text()).as(by).isEqualTo(own.text());
    }
  }
}
