package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reports add up to the ledger's lines to the last digit, in whatever form. */
@ExtendWith(StageExtension.class)
class UsageIT {
  private final Stage stage;
  private final Tenant tenant;
  private final Api api;

  UsageIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
  }

  /** Two answered calls with odd prices, one failed one, and a refused request. */
  private String spend() {
    String price = Stage.price("0.0123456789", "0.0000000001");
    String good = stage.pricedModel("good", price, FakeAnswer.text("a").usage(7, 3));
    String bad = stage.model("bad", FakeAnswer.error(500));
    api.post("/v1/chat/completions", Bodies.chat(good), "X-Tags", "team=core,cell=%3D1%2B1")
        .expect(200);
    String id = api.post("/v1/responses", responses(good)).expect(200).string("/id");
    api.post("/v1/chat/completions", Bodies.chat(bad));
    api.post("/v1/chat/completions", Bodies.chat("no/such")).expectError(404, "model_not_found");
    return id;
  }

  private static String responses(String model) {
    return "{\"model\":\"%s\",\"input\":\"hello\"}".formatted(model);
  }

  private BigDecimal sum(List<JsonNode> rows, String field) {
    return rows.stream()
        .map(row -> row.path(field).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void everyGroupingAddsUpToTheLines() {
    spend();
    BigDecimal lines = sum(api.get("/v1/usage/lines?limit=100").list("/data"), "cost");

    assertThat(lines).isPositive();
    for (String by :
        List.of("day", "model", "role", "project", "key", "provider", "status", "tag:team")) {
      Answer report = api.get("/v1/usage?group_by=" + by).expect(200);
      assertThat(sum(report.list("/data"), "cost")).as(by).isEqualByComparingTo(lines);
      assertThat(report.number("/total/cost")).as(by).isEqualByComparingTo(lines);
      assertThat(report.number("/total/requests")).as(by).isEqualByComparingTo("3");
      assertThat(report.number("/total/open_calls")).as(by).isZero();
    }
    Answer admin =
        stage
            .admin()
            .get("/v1/admin/usage?group_by=workspace&workspace_id=" + tenant.workspaceId());
    assertThat(admin.string("/data/0/group")).isEqualTo(tenant.workspaceId());
    assertThat(admin.number("/data/0/cost")).isEqualByComparingTo(lines);
    assertThat(stage.tenant().api().get("/v1/usage").list("/data")).isEmpty();
  }

  @Test
  void groupsOfATagArePagedAndTheNamelessOneIsLast() {
    spend();

    Answer first = api.get("/v1/usage?group_by=tag:team&limit=1").expect(200);
    Answer second =
        api.get("/v1/usage?group_by=tag:team&limit=1&cursor=" + first.string("/next_cursor"));

    assertThat(first.string("/data/0/group")).isEqualTo("core");
    assertThat(second.expect(200).at("/data/0/group").isNull()).isTrue();
    assertThat(second.at("/has_more").asBoolean()).isFalse();
    assertThat(second.number("/total/cost")).isEqualByComparingTo(first.number("/total/cost"));
    assertThat(api.get("/v1/usage?tag=team=core").number("/total/calls")).isEqualByComparingTo("1");
  }

  @Test
  void requestsAreListedNewestFirstWithTheRefusedOneWithoutLines() {
    spend();

    List<JsonNode> requests = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = api.get("/v1/usage/requests?limit=1" + cursor).expect(200);
      requests.addAll(page.list("/data"));
      cursor = page.at("/has_more").asBoolean() ? "&cursor=" + page.string("/next_cursor") : null;
    } while (cursor != null);

    assertThat(requests)
        .extracting(r -> r.path("status").asString())
        .containsExactly("refused", "failed", "completed", "completed");
    assertThat(requests.getFirst().path("error_code").asString()).isEqualTo("model_not_found");
    assertThat(requests.getFirst().path("calls").asInt()).isZero();
    assertThat(requests.getFirst().has("lines")).isFalse();
  }

  @Test
  void receiptIsFoundByAnyOfItsIdsAndByNobodyElse() {
    String id = spend();
    String hex = id.substring("resp_".length());

    for (String form : List.of("resp_", "req_", "chatcmpl-", "fr_")) {
      Answer receipt = tenant.receipt(form + hex);
      assertThat(receipt.string("/object")).isEqualTo("usage.request");
      assertThat(receipt.string("/id")).isEqualTo(id);
      assertThat(receipt.number("/cost")).isEqualByComparingTo(sum(receipt.list("/lines"), "cost"));
      assertThat(receipt.list("/adjustments")).isEmpty();
      assertThat(receipt.at("/run_id").isNull()).isTrue();
      assertThat(receipt.at("/lines/0/used").asBoolean()).isTrue();
      stage.tenant().api().get("/v1/usage/requests/" + form + hex).expectError(404, "not_found");
    }
  }

  @Test
  void exportsHoldTheSameLinesAndNoFormulas() {
    spend();
    List<JsonNode> lines = api.get("/v1/usage/lines").expect(200).list("/data");

    Answer ndjson =
        api.send("GET", "/v1/usage/lines", null, List.of("Accept", "application/x-ndjson"));
    Answer csv = api.send("GET", "/v1/usage/lines", null, List.of("Accept", "text/csv"));

    assertThat(ndjson.text().lines().map(Answer.JSON::readTree).toList()).isEqualTo(lines);
    assertThat(csv.header("content-type")).startsWith("text/csv");
    assertThat(csv.text().lines()).hasSize(lines.size() + 1);
    String first = csv.text().lines().skip(1).findFirst().orElseThrow();
    assertThat(first).contains(lines.getFirst().path("cost").decimalValue().toPlainString());
    Answer byTag =
        api.send("GET", "/v1/usage?group_by=tag:cell", null, List.of("Accept", "text/csv"));
    assertThat(byTag.text()).contains("tag:cell,'=1+1,");
    api.send("GET", "/v1/usage", null, List.of("Accept", "image/png"))
        .expectError(406, "not_acceptable");
  }

  @Test
  void longExportGoesOnAtItsCursor() {
    spend();

    Answer first = api.send("GET", "/v1/usage/lines?limit=2", null, List.of("Accept", "text/csv"));
    Answer second =
        api.send(
            "GET",
            "/v1/usage/lines?limit=2&cursor=" + first.header("x-next-cursor"),
            null,
            List.of("Accept", "text/csv"));

    assertThat(first.text().lines()).hasSize(3);
    assertThat(second.text().lines()).hasSize(2);
    assertThat(second.header("x-next-cursor")).isEmpty();
  }

  @Test
  void spanIsHalfOpen() {
    spend();
    Answer all = api.get("/v1/usage/lines?limit=100");
    String at = all.string("/data/1/intended_at");

    assertThat(api.get("/v1/usage/lines?start=" + at).expect(200).list("/data")).hasSize(2);
    assertThat(api.get("/v1/usage/lines?end=" + at).expect(200).list("/data")).hasSize(1);
    assertThat(api.get("/v1/usage?start=2026-01-01&end=2026-01-02").list("/data")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?group_by=minute, group_by, invalid_value",
    "?group_by=model&group_by=role, group_by, invalid_value",
    "?sort=size, sort, invalid_value",
    "?start=yesterday, start, invalid_value",
    "?start=2026-11-02&end=2026-11-01, end, invalid_value",
    "?limit=0, limit, invalid_value",
    "?cursor=%21, cursor, invalid_value",
    "?key_id=me, key_id, invalid_value",
    "?tag=plain, tag, invalid_value",
    "?include_test=yes, include_test, invalid_value",
    "?colour=red, colour, unsupported_parameter",
  })
  void badParameterIsRefusedByName(String query, String param, String code) {
    api.get("/v1/usage" + query).expectError(400, code, param);
  }

  @ParameterizedTest
  @ValueSource(strings = {"req_0", "resp_zz", "line_1", "..", "%00"})
  void anythingThatIsNoIdIsTheSame404(String id) {
    assertThat(api.get("/v1/usage/requests/" + id).status()).isIn(400, 404);
  }

  @Test
  void unknownProjectIsRefused() {
    api.get("/v1/usage?project_id=nope").expectError(404, "project_not_found", "project_id");
  }
}
