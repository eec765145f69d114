package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A month of one million lines: every total agrees, and reports are fast. Runs with {@code -Psoak}.
 */
@ExtendWith(StageExtension.class)
class UsageSoak {
  private static final int REQUESTS = Integer.getInteger("quorate.soak.requests", 250_000);
  private static final Duration SLACK = Duration.ofMillis(200);
  private static final String SPAN =
      "&start=%s-01&end=%s-01"
          .formatted(GeneratedMonth.month(), GeneratedMonth.month().plusMonths(1));

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

  /** Groupings with the filters that go with them. */
  private static final List<String> FILTERED =
      List.of(
          "tag:team&model=vendor-1/model-5",
          "tag:team&role=judge",
          "tag:team&tag=feature==f3",
          "model&tag=team=team-2",
          "day&tag=team=team-2",
          "day&model=vendor-1/model-5",
          "model&role=judge");

  private final Stage stage;
  private final Tenant tenant;

  UsageSoak(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void millionLinesAddUpWhicheverWayTheyAreSummed() throws Exception {
    long start = System.nanoTime();
    GeneratedMonth.write(tenant.workspaceId(), REQUESTS);
    tell("%d lines written", start, REQUESTS * 4);
    start = System.nanoTime();
    long rolled = GeneratedMonth.roll();
    tell("%d lines rolled up", start, rolled);
    GeneratedMonth.execute("VACUUM ANALYZE");

    BigDecimal total = new BigDecimal(GeneratedMonth.ask(SUM.formatted(tenant.workspaceId())));
    for (String by : GROUPINGS) {
      checkGrouping(by, total);
    }
    FILTERED.forEach(this::time);
    checkCsv(total);
    checkReceipts();
    checkStatement(total);
    try (Connection owner = GeneratedMonth.connect()) {
      start = System.nanoTime();
      assertThat(dev.quorate.billing.Invariants.broken(owner)).isEmpty();
      tell("%d lines held against every invariant", start, REQUESTS * 4);
    }
  }

  private static final String SUM =
      """
      SELECT sum(s.amount_usd) FROM call_intent i JOIN call_settlement s USING (workspace_id, call_id, day)
       WHERE i.workspace_id = '%s' AND NOT i.test\
      """;

  private void checkGrouping(String by, BigDecimal total) {
    String query = "/v1/usage?limit=100&group_by=" + by + SPAN;
    Answer report = tenant.api().get(query).expect(200);
    assertThat(sum(report.list("/data"), "cost")).as(by).isEqualByComparingTo(total);
    assertThat(report.number("/total/cost")).as(by).isEqualByComparingTo(total);
    time(by);
  }

  private void time(String by) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      tenant.api().get("/v1/usage?limit=100&group_by=" + by + SPAN).expect(200);
      times.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
    times.sort(null);
    System.out.printf("UsageSoak: month by %s: median %d ms of %s%n", by, times.get(2), times);
    assertThat(times.get(2)).as(by).isLessThan(SLACK.toMillis());
  }

  /** Exported lines, page by page. */
  private void checkCsv(BigDecimal total) {
    BigDecimal sum = BigDecimal.ZERO;
    long lines = 0;
    long start = System.nanoTime();
    String cursor = "";
    do {
      Answer page =
          tenant
              .api()
              .send(
                  "GET",
                  "/v1/usage/lines?limit=10000" + SPAN + cursor,
                  null,
                  List.of("Accept", "text/csv"));
      for (String row : page.expect(200).text().lines().skip(1).toList()) {
        sum = sum.add(new BigDecimal(row.split(",", -1)[25]));
        lines++;
      }
      String next = page.header("x-next-cursor");
      cursor = next.isEmpty() ? null : "&cursor=" + next;
    } while (cursor != null);
    tell("%d lines exported as CSV", start, lines);
    assertThat(sum).isEqualByComparingTo(total);
  }

  private void checkReceipts() {
    List<JsonNode> requests =
        tenant.api().get("/v1/usage/requests?limit=100" + SPAN).expect(200).list("/data");
    for (JsonNode request : requests) {
      Answer receipt = tenant.receipt(request.path("request_id").asString());
      assertThat(receipt.number("/cost")).isEqualByComparingTo(request.path("cost").decimalValue());
      assertThat(sum(receipt.list("/lines"), "cost")).isEqualByComparingTo(receipt.number("/cost"));
    }
    assertThat(requests).hasSize(100);
  }

  private void checkStatement(BigDecimal total) {
    long start = System.nanoTime();
    Answer closed =
        stage
            .admin()
            .post(
                "/v1/admin/statements",
                "{\"workspace_id\":\"%s\",\"month\":\"%s\"}"
                    .formatted(tenant.workspaceId(), GeneratedMonth.month()));
    closed.expect(201);
    tell("%d statement lines written", start, closed.list("/lines").size());
    assertThat(closed.number("/cost")).isEqualByComparingTo(total);
    assertThat(sum(closed.list("/lines"), "cost")).isEqualByComparingTo(total);
  }

  private static BigDecimal sum(List<JsonNode> rows, String field) {
    return rows.stream()
        .map(row -> row.path(field).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void tell(String what, long since, long count) {
    System.out.printf(
        "UsageSoak: " + what + " in %d ms%n",
        count,
        Duration.ofNanos(System.nanoTime() - since).toMillis());
  }
}
