package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reports by a time and one more say what the single ones say; a page goes on where one ended. */
@ExtendWith(StageExtension.class)
class TimedReportsIT {
  private static final List<String> TIMES = List.of("hour", "day", "week", "month");
  private static final List<String> OTHERS =
      List.of(
          "model",
          "provider",
          "project",
          "key",
          "role",
          "preset",
          "status",
          "tag:team",
          "tag:feature");
  private static final List<String> FIGURES =
      List.of("calls", "open_calls", "cost", "waste", "exposure", "adjustments");
  private static final String SPAN =
      "&start=%s-01&end=%s-01"
          .formatted(GeneratedMonth.month(), GeneratedMonth.month().plusMonths(1));

  private final Stage stage;
  private final Tenant tenant;
  private final Api api;

  TimedReportsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.api = tenant.api();
  }

  @Test
  void rowsAddUpToBothSingleReports() {
    GeneratedMonth.write(tenant.workspaceId(), 400);
    GeneratedMonth.roll();

    for (String time : TIMES) {
      for (String other : OTHERS) {
        agree(time, other, "");
      }
      agree(time, "model", "&role=panel");
      agree(time, "key", "&include_test=true&status=failed");
      agree(time, "role", "&tag=team=team-2");
    }
  }

  private void agree(String time, String other, String filter) {
    String both = time + "," + other;
    List<JsonNode> rows = rows(api, both + filter + "&sort=cost");

    assertThat(rows).as(both).isNotEmpty();
    assertSums(rows, "time", rows(api, time + filter), both + filter);
    assertSums(rows, "group", rows(api, other + filter), both + filter);
    assertThat(total(api, both + filter))
        .as(both + filter)
        .isEqualTo(total(api, time + filter))
        .isEqualTo(total(api, other + filter));
  }

  private static void assertSums(
      List<JsonNode> rows, String by, List<JsonNode> groups, String report) {
    Map<String, List<JsonNode>> found = new TreeMap<>();
    rows.forEach(
        row -> found.computeIfAbsent(row.path(by).toString(), any -> new ArrayList<>()).add(row));

    assertThat(found.keySet())
        .as(report)
        .containsExactlyInAnyOrderElementsOf(
            groups.stream().map(group -> group.path("group").toString()).toList());
    for (JsonNode group : groups) {
      for (String figure : FIGURES) {
        assertThat(sum(found.get(group.path("group").toString()).stream(), figure))
            .as("%s of %s in %s", figure, group.path("group"), report)
            .isEqualByComparingTo(group.path(figure).decimalValue());
      }
    }
  }

  /** The first hour's lines are read as lines where a period begins within an hour. */
  @Test
  void rollUpsSayWhatTheLinesSay() {
    GeneratedMonth.write(tenant.workspaceId(), 600);
    GeneratedMonth.roll();
    String byLines =
        SPAN.replace(
            GeneratedMonth.month() + "-01&",
            GeneratedMonth.month().minusMonths(1).atEndOfMonth() + "T23:59:59.5Z&");

    for (String time : TIMES) {
      for (String other : OTHERS) {
        String by = "/v1/usage?limit=100&sort=tokens&group_by=" + time + "," + other;
        Answer rolled = api.get(by + SPAN).expect(200);
        Answer lines = api.get(by + byLines).expect(200);
        assertThat(rolled.at("/data")).as(by).isEqualTo(lines.at("/data"));
        assertThat(rolled.at("/total")).as(by).isEqualTo(lines.at("/total"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "cost", "calls", "tokens"})
  void pagesPutTogetherAreTheWholeReportInItsOrder(String sort) {
    GeneratedMonth.write(tenant.workspaceId(), 150);

    for (String by : List.of("model", "day", "tag:feature", "day,tag:feature", "week,role")) {
      List<JsonNode> whole = rows(api, by + "&sort=" + sort);
      List<JsonNode> pages = rows(api, by + "&sort=" + sort, 7);

      assertThat(pages).as(by).isEqualTo(whole).doesNotHaveDuplicates();
      assertThat(pages)
          .as(by)
          .containsExactlyInAnyOrderElementsOf(rows(api, by))
          .isSortedAccordingTo(sort.equals("group") ? byName() : bySize(pages, sort));
    }
  }

  private static Comparator<JsonNode> byName() {
    return Comparator.<JsonNode, String>comparing(row -> row.path("time").asString(""))
        .thenComparing(row -> row.path("group").isNull())
        .thenComparing(row -> row.path("group").asString(""));
  }

  /** By what all rows of the group come to. */
  private static Comparator<JsonNode> bySize(List<JsonNode> rows, String sort) {
    return Comparator.<JsonNode, BigDecimal>comparing(row ->
            rows.stream()
                .filter(other -> other.path("group").equals(row.path("group")))
                .map(other -> size(other, sort))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .reversed()
        .thenComparing(row -> row.path("group").isNull())
        .thenComparing(row -> row.path("group").asString(""))
        .thenComparing(row -> row.path("time").asString(""));
  }

  private static BigDecimal size(JsonNode row, String sort) {
    if (!sort.equals("tokens")) {
      return row.path(sort).decimalValue();
    }
    return row.path("usage").properties().stream()
        .map(bucket -> bucket.getValue().decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void cursorOfAnotherOrderIsRefused() {
    GeneratedMonth.write(tenant.workspaceId(), 20);
    String cursor = api.get("/v1/usage?limit=1&group_by=model" + SPAN).string("/next_cursor");

    for (String other : List.of("model&sort=cost", "day,model")) {
      api.get("/v1/usage?group_by=" + other + SPAN + "&cursor=" + cursor)
          .expectError(400, "invalid_value", "cursor");
    }
  }

  @Test
  void timeIsSaidInEveryForm() {
    GeneratedMonth.write(tenant.workspaceId(), 50);
    String month = GeneratedMonth.month().toString();

    Answer report = api.get("/v1/usage?limit=1&group_by=role,hour" + SPAN).expect(200);
    assertThat(report.string("/group_by")).isEqualTo("hour,role");
    assertThat(report.string("/data/0/time")).isEqualTo(month + "-01T00:00:00Z");
    assertThat(report.string("/data/0/group")).isEqualTo("judge");
    Answer months = api.get("/v1/usage?group_by=month&group_by=tag:team" + SPAN).expect(200);
    assertThat(months.list("/data"))
        .allSatisfy(row -> assertThat(row.path("time").asString()).isEqualTo(month));
    assertThat(api.get("/v1/usage?group_by=week" + SPAN).at("/data/0").has("time")).isFalse();
    Answer csv =
        api.send(
            "GET", "/v1/usage?group_by=month,role" + SPAN, null, List.of("Accept", "text/csv"));
    assertThat(csv.text().lines().findFirst().orElseThrow()).startsWith("group_by,time,group,");
    assertThat(csv.text()).contains("\"month,role\"," + month + ",panel,");
  }

  @Test
  void administratorsSeeTheSameAndForeignWorkspacesNothing() {
    GeneratedMonth.write(tenant.workspaceId(), 60);
    GeneratedMonth.roll();
    Api foreign = stage.tenant().api();

    for (String by : List.of("day,model", "week,key&sort=cost", "month,tag:team")) {
      String query = "/usage?limit=100&group_by=" + by + SPAN;
      Answer own = api.get("/v1" + query).expect(200);
      Answer seen =
          stage.admin().get("/v1/admin" + query + "&workspace_id=" + tenant.workspaceId());
      assertThat(seen.expect(200).text()).as(by).isEqualTo(own.text());
      assertThat(foreign.get("/v1" + query).expect(200).list("/data")).isEmpty();
    }
    Answer byWorkspace =
        stage
            .admin()
            .get(
                "/v1/admin/usage?limit=100&group_by=month,workspace"
                    + SPAN
                    + "&workspace_id="
                    + tenant.workspaceId());
    assertThat(byWorkspace.expect(200).list("/data")).hasSize(1);
    assertThat(byWorkspace.string("/data/0/group")).isEqualTo(tenant.workspaceId());
  }

  @Test
  void longValuesOfTagsAreTurnedOverToo() {
    String model = stage.model("good", FakeAnswer.text("a").usage(10, 1));
    String long1 = "\u20ac".repeat(256);
    for (String value : List.of(long1, long1.replaceFirst("\u20ac$", "\u2713"))) {
      api.post(
              "/v1/responses",
              "{\"model\":\"%s\",\"input\":\"x\",\"tags\":{\"note\":\"%s\"}}"
                  .formatted(model, value))
          .expect(200);
    }

    Answer first = api.get("/v1/usage?limit=1&group_by=day,tag:note&sort=calls").expect(200);
    Answer second =
        api.get(
                "/v1/usage?limit=1&group_by=day,tag:note&sort=calls&cursor="
                    + first.string("/next_cursor"))
            .expect(200);

    assertThat(second.string("/data/0/group")).isNotEqualTo(first.string("/data/0/group"));
    assertThat(second.at("/has_more").asBoolean()).isFalse();
  }

  @Test
  void requestsCanBeThoseWithALineOfAModel() {
    GeneratedMonth.write(tenant.workspaceId(), 60);
    String model = "vendor-1/model-5";

    List<String> requests =
        all("/v1/usage/requests?limit=9&model=" + model + SPAN).stream()
            .map(row -> row.path("request_id").asString())
            .toList();
    List<String> ofLines =
        all("/v1/usage/lines?limit=100&model=" + model + SPAN).stream()
            .map(row -> row.path("request_id").asString())
            .distinct()
            .toList();

    assertThat(requests).isNotEmpty().containsExactlyInAnyOrderElementsOf(ofLines);
    assertThat(all("/v1/usage/requests?limit=100" + SPAN)).hasSizeGreaterThan(requests.size());
    assertThat(all("/v1/usage/requests?model=no/such" + SPAN)).isEmpty();
    api.get("/v1/usage/requests?model=").expectError(400, "invalid_value", "model");
  }

  private static List<JsonNode> rows(Api api, String by) {
    return rows(api, by, 100);
  }

  private static List<JsonNode> rows(Api api, String by, int limit) {
    return all(api, "/v1/usage?limit=" + limit + "&group_by=" + by + SPAN);
  }

  private static JsonNode total(Api api, String by) {
    return api.get("/v1/usage?limit=1&group_by=" + by + SPAN).expect(200).at("/total");
  }

  private List<JsonNode> all(String path) {
    return all(api, path);
  }

  private static List<JsonNode> all(Api api, String path) {
    List<JsonNode> rows = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = api.get(path + cursor).expect(200);
      rows.addAll(page.list("/data"));
      cursor = page.at("/has_more").asBoolean() ? "&cursor=" + page.string("/next_cursor") : null;
    }
    return rows;
  }

  private static BigDecimal sum(Stream<JsonNode> rows, String field) {
    return rows.map(row -> row.path(field).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
