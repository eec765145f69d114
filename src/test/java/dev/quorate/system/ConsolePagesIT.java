package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages beside the playground, in a real browser: what they show is what the API says. */
@ExtendWith({BrowserExtension.class, StageExtension.class})
class ConsolePagesIT {
  private static final String LAST_MONTH =
      "start=%s-01&end=%s-01"
          .formatted(GeneratedMonth.month(), GeneratedMonth.month().plusMonths(1));

  private final Stage stage;
  private final Browser browser;
  private final ConsolePages console;
  private final Tenant tenant;

  ConsolePagesIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    this.console = new ConsolePages(browser, stage.server().url());
    this.tenant = stage.tenant();
    browser.width(1280);
  }

  @Test
  void aRequestIsFoundInUsageWithItsReceipt() {
    String one = stage.model("one", FakeAnswer.text("Paris.").usage(1000, 100));
    String two = stage.model("two", FakeAnswer.error(500));
    String judge = stage.model("judge", FakeAnswer.text("Paris it is.").usage(333, 7));
    Answer reply =
        tenant
            .responses(
                "{\"model\":\"fusion\",\"input\":\"Which?\",\"store\":false,%s}"
                    .formatted(Bodies.fusion(List.of(one, two), judge)))
            .expect(200);
    Answer receipt = tenant.receipt(reply.string("/id"));
    console.signIn(tenant.key());

    console.go("usage/requests");
    browser.find("a[data-request=" + receipt.string("/request_id") + "]").click();
    browser.find(".tree");

    assertThat(console.amount(".bill [data-total] .num")).isEqualTo(plain(receipt, "/cost"));
    List<String> costs = amounts(".tree tr:not(.sum) [data-usd]");
    assertThat(costs)
        .containsExactlyInAnyOrderElementsOf(
            receipt.list("/lines").stream().map(line -> line.path("cost").asString()).toList());
    assertThat(browser.all(".tree .span rect")).hasSize(costs.size() + 2);
    browser.find(".tree .twig[aria-expanded=false]").click();
    browser.awaitText(".more-of", "Price per million tokens when it began");
    browser.awaitText(".bill", "to the last digit");
    browser.expectUnharmed();
  }

  @Test
  void tableAndTotalAreTheApisAndCanBeSaved(@TempDir Path folder) throws IOException {
    GeneratedMonth.write(tenant.workspaceId(), 600);
    browser.saveTo(folder);
    console.signIn(tenant.key());

    for (String by : List.of("model", "project", "role", "day")) {
      console.go("usage?span=last_month&by=" + by);
      Answer report =
          tenant
              .api()
              .get(
                  "/v1/usage?limit=100&sort=%s&%s&group_by=%s"
                      .formatted(by.equals("day") ? "group" : "cost", LAST_MONTH, by));
      browser.awaitText("h2", "By " + by);
      String total = plain(report.expect(200), "/total/cost");

      assertThat(console.amount(".sums [data-total] .num")).isEqualTo(total);
      assertThat(amounts("table[data-of=groups] tfoot [data-usd]").getFirst()).isEqualTo(total);
      assertThat(amounts("table[data-of=groups] tbody td:nth-child(2) [data-usd]"))
          .containsExactlyElementsOf(
              report.list("/data").stream().map(row -> row.path("cost").asString()).toList());
    }
    browser.press("Download CSV");

    Path saved =
        browser.await(
            "a saved file",
            () -> {
              try (Stream<Path> files = Files.list(folder)) {
                return files
                    .filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElse(null);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Answer csv =
        tenant
            .api()
            .send(
                "GET",
                "/v1/usage?limit=100&%s&group_by=day".formatted(LAST_MONTH),
                null,
                List.of("Accept", "text/csv"));
    assertThat(Files.readString(saved)).isEqualTo(csv.expect(200).text());
    browser.expectUnharmed();
  }

  @Test
  void tenThousandRequestsAreTurnedOverSmoothly() {
    GeneratedMonth.write(tenant.workspaceId(), 10_000);
    console.signIn(tenant.key());
    console.go("usage/requests?span=last_month");

    for (int page = 1; page <= 5; page++) {
      browser.awaitText(".turn", "requests %d to %d".formatted(page * 50 - 49, page * 50));
      assertThat(browser.all("tbody tr")).hasSize(50);
      browser.press("Next");
    }
    browser.awaitText(".turn", "requests 251 to 300");
    Object longest =
        browser.scriptAsync(
            """
            const done = arguments[0];
            const gaps = [];
            let last = performance.now();
            const frame = (now) => {
              gaps.push(now - last);
              last = now;
              scrollBy(0, gaps.length % 40 < 20 ? 60 : -60);
              if (gaps.length < 60) requestAnimationFrame(frame);
              else done(Math.round(gaps.sort((a, b) => a - b)[30]));
            };
            requestAnimationFrame(frame);
            """);

    assertThat((Long) longest).as("milliseconds a frame, the median").isLessThan(100);
  }

  @Test
  void aKeyIsMadeShownOnceAndRevoked() {
    console.signIn(tenant.key());
    console.go("keys");
    browser.press("Make a key");
    browser.type("dialog input[name=key-name]", "nightly reports");
    browser.press("Make key");
    String text = browser.find("dialog [data-secret]").getText();

    assertThat(text).startsWith("qrt_live_");
    Answer who = stage.anonymous().as(text).get("/v1/key").expect(200);
    assertThat(who.string("/name")).isEqualTo("nightly reports");
    assertThat(who.list("/scopes")).extracting(scope -> scope.asString()).containsOnly("inference");
    browser.press("I have it");
    browser.awaitGone("dialog");
    assertThat((String) browser.script("return document.documentElement.outerHTML"))
        .doesNotContain(text);

    browser.pressNamed("Revoke nightly reports");
    browser.press("Revoke");
    browser.awaitText(".toast", "Revoked nightly reports.");
    browser.awaitGone("[data-key=\"%s\"]".formatted(who.string("/id")));
    stage.anonymous().as(text).get("/v1/key").expectError(401, "invalid_api_key");
  }

  @Test
  void aPresetIsChangedComparedAndRolledBack() {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    tenant
        .api()
        .post(
            "/v1/presets",
            "{\"slug\":\"readers\",\"fusion\":{\"analysis_models\":[\"%s\"],\"include\":[\"panel\"]}}"
                .formatted(one))
        .expect(201);
    console.signIn(tenant.key());
    console.go("presets/readers");

    browser.press("Change");
    WebElement quorum =
        browser.find("dialog .pairs:nth-of-type(2) input, dialog .stack .pairs input");
    quorum.sendKeys("9");
    browser.awaitText("dialog .field.wrong", "quorum");
    quorum.sendKeys(Keys.BACK_SPACE, "1");
    browser.awaitText("dialog footer", "A short prompt would cost at most");
    browser.press("Save as version 2");
    browser.awaitText(".toast", "version 2, which is designated");

    browser.awaitText(".diff .add", "\"quorum\": 1");
    Answer changed = tenant.api().get("/v1/presets/readers").expect(200);
    assertThat(changed.number("/designated_version").intValueExact()).isEqualTo(2);
    assertThat(changed.at("/fusion/include/0").asString()).isEqualTo("panel");
    browser.press("Roll back to 1");
    browser.awaitText(".toast", "now get version 1");
    assertThat(
            tenant.api().get("/v1/presets/readers").number("/designated_version").intValueExact())
        .isEqualTo(1);
  }

  @Test
  void aBudgetIsABarWithTheApisOwnDigits() {
    String one = stage.model("one", FakeAnswer.text("Paris.").usage(1000, 100));
    tenant.chat(Bodies.chat(one)).expect(200);
    console.signIn(tenant.key());
    console.go("budgets");

    browser.press("Set a budget");
    browser.type("dialog input[name=budget-cap]", "a lot");
    browser.press("Save");
    browser.awaitText("dialog .field.wrong", "cap_usd");
    browser.type("dialog input[name=budget-cap]", Keys.chord(Keys.CONTROL, "a"), "0.5");
    browser.press("Save");
    browser.awaitGone("dialog");

    Answer budget = tenant.api().get("/v1/budgets").expect(200);
    browser.find("[data-budget=\"%s\"] .gauge .spent".formatted(budget.string("/data/0/id")));
    assertThat(amounts(".budget [data-usd]"))
        .containsExactly(
            plain(budget, "/data/0/spent_usd"),
            plain(budget, "/data/0/reserved_usd"),
            plain(budget, "/data/0/remaining_usd"),
            plain(budget, "/data/0/cap_usd"));
  }

  @Test
  void everyPageOfAWorkspaceIsAccessibleAndFitsANarrowScreen() {
    GeneratedMonth.write(tenant.workspaceId(), 60);
    fill();
    String request =
        tenant.api().get("/v1/usage/requests?" + LAST_MONTH).string("/data/0/request_id");
    console.signIn(tenant.key());

    for (String page :
        List.of(
            "usage?span=last_month&by=model&status=completed",
            "usage/requests?span=last_month",
            "usage/request/" + request,
            "usage/statements",
            "presets",
            "presets/readers",
            "presets?edit=new",
            "keys",
            "projects",
            "budgets",
            "policies",
            "credentials",
            "audit",
            "settings")) {
      console.go(page);
      console.inspect(page);
    }
    browser.expectUnharmed();
  }

  private void fill() {
    Api api = tenant.api();
    String one = stage.model("one", FakeAnswer.text("Paris."));
    String preset = "{\"fusion\":{\"analysis_models\":[\"%s\"]%s}%s}";
    api.post("/v1/presets", preset.formatted(one, "", ",\"slug\":\"readers\"")).expect(201);
    api.patch("/v1/presets/readers", preset.formatted(one, ",\"seed\":7", "")).expect(200);
    api.post("/v1/projects", "{\"name\":\"Search\"}").expect(201);
    api.post("/v1/policies", "{\"name\":\"none new\",\"denied_models\":[\"*/*-preview\"]}")
        .expect(201);
    api.send(
            "PUT",
            "/v1/budgets",
            "{\"scope\":\"workspace\",\"period\":\"monthly\",\"cap_usd\":1}",
            List.of())
        .expect(200);
  }

  @Test
  void everyPageOfTheAdministratorIsAccessibleAndFitsANarrowScreen() {
    GeneratedMonth.write(tenant.workspaceId(), 60);
    String model = stage.model("one", FakeAnswer.text("Paris."));
    console.signIn(stage.server().adminKey());

    for (String page :
        List.of(
            "admin-workspaces/" + tenant.workspaceId(),
            "admin-providers",
            "admin-models?q=" + model,
            "admin-models/" + model,
            "admin-usage?span=last_month&by=model&workspace_id=" + tenant.workspaceId(),
            "admin-audit")) {
      console.go(page);
      console.inspect(page);
    }
    browser.expectUnharmed();
  }

  @Test
  void anAdministratorMakesAWorkspaceAndItsFirstKey() {
    console.signIn(stage.server().adminKey());
    console.go("admin-workspaces");
    browser.press("Make a workspace");
    String name = "Made in the console " + System.nanoTime();
    browser.type("dialog input[name=workspace-name]", name);
    browser.press("Save");
    browser.awaitText(".toast", "Made " + name);
    browser.awaitGone("dialog");
    String id =
        stage
            .admin()
            .get("/v1/admin/audit?action=workspace.create&limit=1")
            .string("/data/0/target/id");

    console.go("admin-workspaces/" + id);
    browser.awaitText("h2", name);
    browser.press("Make a key");
    browser.type("dialog input[name=key-name]", "first");
    browser.press("Make key");
    String key = browser.find("dialog [data-secret]").getText();

    assertThat(stage.anonymous().as(key).get("/v1/key").string("/workspace/id")).isEqualTo(id);
  }

  private List<String> amounts(String selector) {
    return browser.all(selector).stream().map(one -> one.getDomAttribute("data-usd")).toList();
  }

  private static String plain(Answer answer, String pointer) {
    return answer.number(pointer).toPlainString();
  }
}
