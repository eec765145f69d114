package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the console's usage is drawn of, in a real browser. */
@ExtendWith({BrowserExtension.class, StageExtension.class})
class ConsoleUsageIT {
  private static final String LAST_MONTH =
      "start=%s-01&end=%s-01"
          .formatted(GeneratedMonth.month(), GeneratedMonth.month().plusMonths(1));

  private final Stage stage;
  private final Browser browser;
  private final ConsolePages console;
  private final Tenant tenant;

  ConsoleUsageIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    this.console = new ConsolePages(browser, stage.server().url());
    this.tenant = stage.tenant();
    browser.width(1280);
  }

  @Test
  void theChartIsOneReportByDayAndGroup() {
    GeneratedMonth.write(tenant.workspaceId(), 300);
    console.signIn(tenant.key());
    console.go("usage?span=last_month&by=role");
    browser.awaitText(".over-time h2", "Cost by role, per day");
    browser.find(".chart-numbers table");

    Map<String, BigDecimal> said =
        tenant
            .api()
            .get("/v1/usage?limit=100&group_by=day,role&" + LAST_MONTH)
            .expect(200)
            .list("/data")
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.path("time").asString() + " " + row.path("group").asString(),
                    row -> row.path("cost").decimalValue()));
    assertThat(table(0)).hasSize(GeneratedMonth.month().lengthOfMonth());
    List<String> names = cells(browser.script(HEADINGS));
    assertThat(names).containsExactlyInAnyOrder("Begins (UTC)", "panel", "judge");
    for (int column = 1; column < names.size(); column++) {
      List<String> amounts = table(column);
      for (int day = 1; day <= amounts.size(); day++) {
        BigDecimal expected =
            said.getOrDefault(
                GeneratedMonth.month().atDay(day) + " " + names.get(column), BigDecimal.ZERO);
        assertThat(new BigDecimal(amounts.get(day - 1).replaceAll("[^0-9.]", "")))
            .as("%s on day %d", names.get(column), day)
            .isEqualByComparingTo(expected);
      }
    }
    assertThat(asked("group_by=day%2Crole")).isOne();
    assertThat(asked("/v1/usage?")).isLessThanOrEqualTo(4);
    browser.expectUnharmed();
  }

  private static final String HEADINGS =
      "return [...document.querySelectorAll('.chart-numbers thead th')].map((th) =>"
          + " th.textContent)";

  /** The cells of a column of the chart's own table. */
  private List<String> table(int column) {
    return cells(
        browser.script(
            "return [...document.querySelectorAll('.chart-numbers tbody tr')]"
                + ".map((tr) => tr.children[arguments[0]].textContent)",
            column));
  }

  private static List<String> cells(Object texts) {
    return ((List<?>) texts).stream().map(String::valueOf).toList();
  }

  /** How many addresses with these words the page has asked for. */
  private long asked(String words) {
    return (Long)
        browser.script(
            "return performance.getEntriesByType('resource')"
                + ".filter((one) => one.name.includes(arguments[0])).length",
            words);
  }

  @ParameterizedTest
  @CsvSource({"today, hour", "90d, week", "12m, month"})
  void barsAreHoursWeeksAndMonthsToo(String span, String grain) {
    GeneratedMonth.write(tenant.workspaceId(), 30);
    String model = stage.model("one", FakeAnswer.text("Paris.").usage(1000, 100));
    tenant.chat(Bodies.chat(model)).expect(200);
    console.signIn(tenant.key());

    console.go("usage?by=model&span=" + span);
    browser.awaitText(".over-time h2", "Cost by model, per " + grain);
    browser.find(".chart-numbers table");

    BigDecimal total = new BigDecimal(console.amount(".sums [data-total] .num"));
    BigDecimal drawn = BigDecimal.ZERO;
    for (int column = 1; column < cells(browser.script(HEADINGS)).size(); column++) {
      for (String amount : table(column)) {
        drawn = drawn.add(new BigDecimal(amount.replaceAll("[^0-9.]", "")));
      }
    }
    assertThat(total).isPositive();
    assertThat(drawn).isEqualByComparingTo(total);
    browser.expectUnharmed();
  }

  @Test
  void requestsAreNarrowedToAModel() {
    GeneratedMonth.write(tenant.workspaceId(), 40);
    String model = "vendor-1/model-5";
    List<JsonNode> with =
        tenant
            .api()
            .get("/v1/usage/requests?limit=100&model=" + model + "&" + LAST_MONTH)
            .expect(200)
            .list("/data");
    console.signIn(tenant.key());

    console.go("usage/requests?span=last_month&model=" + model);
    browser.awaitText(".turn", "requests 1 to " + with.size());

    assertThat(with).isNotEmpty().hasSizeLessThan(40);
    browser.expectUnharmed();
  }

  @Test
  void administratorsReadNamesOfKeys() {
    String model = stage.model("one", FakeAnswer.text("Paris.").usage(1000, 100));
    tenant.chat(Bodies.chat(model)).expect(200);
    tenant.api().post("/v1/projects", "{\"name\":\"Search\"}").expect(201);
    String key =
        stage
            .admin()
            .get("/v1/admin/workspaces/%s/keys".formatted(tenant.workspaceId()))
            .expect(200)
            .string("/data/0/name");
    console.signIn(stage.server().adminKey());

    console.go("admin-usage?by=key&workspace_id=" + tenant.workspaceId());
    browser.awaitText("table[data-of=groups] tbody", key);
    console.go("admin-audit?workspace=" + tenant.workspaceId());
    browser.awaitText("tbody tr", key);
    browser.expectUnharmed();
  }
}
