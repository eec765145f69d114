package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/**
 * The console in a real browser: from signing in to the receipt, and what goes wrong on the way.
 */
@ExtendWith({BrowserExtension.class, StageExtension.class})
class ConsoleIT {
  private static final String PROMPT = "What is the capital of France?";

  private final Stage stage;
  private final Browser browser;
  private final ConsolePages console;
  private final Tenant tenant;

  ConsoleIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    this.console = new ConsolePages(browser, stage.server().url());
    this.tenant = stage.tenant();
    browser.width(1280);
  }

  @Test
  void aRunIsSeenFromItsQuoteToItsReceipt() {
    String one = stage.model("one", spoken("Paris ", "it is."));
    String two = stage.model("two", FakeAnswer.error(500));
    String judge = stage.model("judge", spoken("The capital ", "is **Paris**."));
    console.signIn(tenant.key());
    console.compose(PROMPT, List.of(one, two), judge);

    Answer quote =
        tenant
            .api()
            .post(
                "/v1/fusion/quote",
                "{\"model\":\"fusion\",\"input\":\"%s\",%s}"
                    .formatted(PROMPT, Bodies.fusion(List.of(one, two), judge)));
    browser.awaitText(".quote-line", "$" + quote.number("/worst_case_usd").toPlainString());
    browser.press("Run");
    browser.awaitText(".seat-card.writing", "Paris");
    browser.awaitText(".seat-card.dropped header", "dropped · 500");
    browser.awaitText(".answer", "The capital");
    assertThat(browser.all(".pulse")).as("still being written").isNotEmpty();
    String id = console.awaitReceipt();

    assertThat(browser.find(".answer strong").getText()).isEqualTo("Paris");
    Answer receipt = tenant.receipt(id);
    assertThat(console.amount(".receipt [data-total] .num"))
        .isEqualTo(receipt.number("/cost").toPlainString());
    assertThat(browser.all(".receipt tbody td:last-child .num"))
        .extracting(cost -> cost.getDomAttribute("data-usd"))
        .containsExactlyElementsOf(
            receipt.list("/lines").stream().map(line -> line.path("cost").asString()).toList());
    browser.awaitText(".receipt", "to the last digit what the reply said");
    assertThat(browser.address()).doesNotContain(tenant.key());
    browser.expectUnharmed();
  }

  @Test
  void aPresetIsSavedAndUsed() {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    String judge = stage.model("judge", FakeAnswer.text("Paris it is."));
    console.signIn(tenant.key());
    console.compose(PROMPT, List.of(one, one), judge);

    browser.press("Save as preset");
    browser.type("dialog input[name=preset-name]", "Two readers");
    browser.press("Save");
    browser.awaitText(".toast", "Saved as two-readers, version 1.");
    browser.awaitGone("dialog");
    browser.press("Run");
    Answer receipt = tenant.receipt(console.awaitReceipt());

    assertThat(receipt.string("/preset")).isEqualTo("two-readers@1");
    assertThat(receipt.list("/lines")).hasSize(3);
    Answer preset = tenant.api().get("/v1/presets/two-readers").expect(200);
    assertThat(preset.at("/fusion"))
        .isEqualTo(
            Answer.JSON
                .readTree("{" + Bodies.fusion(List.of(one, one), judge) + "}")
                .path("fusion"));
  }

  @Test
  void signingOutForgetsTheKey() {
    console.signIn(tenant.key());
    browser.reload();
    browser.find(".composer");

    browser.pressNamed("Sign out");
    browser.find("input[name=key]");

    assertThat(browser.script("return sessionStorage.length + localStorage.length")).isEqualTo(0L);
    browser.reload();
    assertThat(browser.find("input[name=key]").getDomProperty("value")).isEmpty();
    assertThat(browser.script("return document.cookie")).isEqualTo("");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithWhatToDo() {
    console.open();
    console.enter("qrt_live_no-such-key");

    assertThat(browser.awaitText(".notice.bad", "invalid_api_key")).contains("Paste the whole key");
  }

  @Test
  void aKeySwitchedOffMidWayLeadsBackToSigningIn() {
    Answer key = tenant.newKey("{\"name\":\"brief\"}");
    console.signIn(key.string("/key"));
    browser.find(".composer");
    tenant.api().patch("/v1/keys/" + key.string("/id"), "{\"disabled\":true}").expect(200);

    browser.script("location.hash = '#/presets'");
    browser.script("location.hash = '#/playground'");

    browser.awaitText(".notice.warn", "You were signed out.");
  }

  @Test
  void aBudgetThatHasNoRoomIsExplained() {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    Answer key = tenant.newKey("{\"name\":\"poor\",\"limit_usd\":\"0.0000001\"}");
    console.signIn(key.string("/key"));
    console.compose(PROMPT, List.of(one), one);

    browser.press("Run");

    assertThat(browser.awaitText(".live .notice.bad", "key_limit_exceeded"))
        .contains("Raise it under Keys");
    assertThat(stage.provider().calls(one)).isEmpty();
  }

  @Test
  void aRunThatIsStoppedIsCancelledAndBilled() {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    String judge =
        stage.model(
            "judge",
            FakeAnswer.streamed(FakeStream.begun().stamps(300, Duration.ofMillis(100)).done()));
    console.signIn(tenant.key());
    console.compose(PROMPT, List.of(one), judge);
    browser.press("Run");
    browser.await("a first word", () -> browser.all(".answer .markdown p").isEmpty() ? null : 1);

    browser.press("Stop");

    browser.awaitText(".phase", "Stopped");
    browser.awaitText(".receipt .facts", "cancelled");
    stage.provider().awaitEnded(judge, 1);
  }

  @Test
  void everyPageIsAccessibleInBothColoursAndFitsANarrowScreen() {
    String one = stage.model("one", FakeAnswer.text("Paris.\n\n- one\n- two\n\n`code`"));
    String failing = stage.model("failing", FakeAnswer.error(500));
    console.open();
    browser.awaitGone(".boot");
    check("sign in");
    console.enter(tenant.key());
    browser.find(".composer");
    check("playground");
    console.compose(PROMPT, List.of(one, failing), one);
    browser.press("More: quorum, deadline, cap, project");
    browser.find(".outcome table");
    check("quote");
    browser.press("Code");
    check("code");
    browser.pressNamed("Close");
    browser.press("Save as preset");
    check("save as preset");
    browser.pressNamed("Close");
    browser.press("Run");
    console.awaitReceipt();
    check("receipt");
    browser.expectUnharmed();
  }

  private void check(String page) {
    for (String scheme : List.of("light", "dark")) {
      browser.prefer(scheme);
      browser.expectAccessible(page + ", " + scheme);
    }
    browser.width(380);
    assertThat(
            browser.script(
                "return document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .as("%s at 380 px: what sticks out", page)
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isNotPositive();
    browser.width(1280);
  }

  @Test
  void theFirstLoadIsSmallAndReadyWithinASecond() {
    List<Double> ready = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      browser.forgetFiles();
      console.open();
      ready.add(((Number) browser.script("return window.readyAt")).doubleValue());
    }
    console.enter(tenant.key());
    browser.find(".composer");

    Object bytes =
        browser.script(
            """
            const seen = performance.getEntriesByType('resource').filter((one) => one.name.includes('/console/'));
            const page = performance.getEntriesByType('navigation')[0];
            return seen.reduce((sum, one) => sum + one.encodedBodySize, page.encodedBodySize);
            """);

    assertThat((Long) bytes).as("compressed, playground included").isBetween(50_000L, 100_000L);
    assertThat(Collections.min(ready)).as("ms of %s", ready).isLessThan(1000);
    assertThat(
            browser.script(
                "return performance.getEntriesByType('resource').every((one) =>"
                    + " one.name.startsWith(location.origin))"))
        .isEqualTo(true);
  }

  @Test
  void aRunIsJudgedAgainBesideTheFirstJudgement() {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    String judge = stage.model("judge", FakeAnswer.text("Paris it is."));
    String other = stage.model("other", FakeAnswer.text("Without doubt Paris."));
    console.signIn(tenant.key());
    console.compose(PROMPT, List.of(one), judge);
    browser.press("Run");
    String first = console.awaitReceipt();

    browser.type(".judge-again input", other);
    browser.awaitText(".judge-again [role=option] .id", other);
    browser.type(".judge-again input", Keys.ENTER);
    browser.press("Judge again");

    browser.awaitText(".side-by-side .answer", "Without doubt Paris.");
    browser.awaitText(".side-by-side .answer", "Paris it is.");
    browser.awaitText(".receipt h2", "Receipt of the second judgement");
    browser.awaitText(".receipt tbody", "Rejudge");
    assertThat(stage.provider().calls(one)).hasSize(1);
    assertThat(tenant.receipt(first).list("/lines")).hasSize(2);
    browser.expectUnharmed();
  }

  /** The console's own arithmetic beside Java's, on amounts no float can hold. */
  @Test
  void amountsAreAddedToTheLastDigit() {
    Random random = new Random(41);
    List<String> amounts = new ArrayList<>(List.of("0", "0.1", "0.2", "1234567890.0000000001"));
    for (int i = 0; i < 300; i++) {
      amounts.add(
          BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(11))
              .toPlainString());
    }
    console.open();

    Object sum =
        browser.scriptAsync(
            """
            const [json, done] = arguments;
            import('/console/decimals.js').then(({sum, parseExact}) => done(sum(parseExact(json))), (failure) => done(String(failure)));
            """,
            "[" + String.join(",", amounts) + "]");

    BigDecimal expected =
        amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualTo(expected.stripTrailingZeros().toPlainString());
  }

  /** Run by a shell, the text under Code sends the request that the playground would. */
  @Test
  void theCodeIsTheRequest() throws Exception {
    String one = stage.model("one", FakeAnswer.text("Paris."));
    console.signIn(tenant.key());
    console.compose("it's \"$HOME\" `id` \\ $(id) !", List.of(one), one);
    browser.press("Code");
    String code = browser.find("pre.code").getText();

    assertThat(code).doesNotContain(tenant.key());
    Process shell =
        new ProcessBuilder("bash", "-c", "curl() { printf '%s' \"${@: -1}\"; }\n" + code).start();
    JsonNode body = Answer.JSON.readTree(shell.getInputStream().readAllBytes());
    assertThat(body.path("input").asString()).isEqualTo("it's \"$HOME\" `id` \\ $(id) !");
    assertThat(body.at("/fusion/analysis_models/0").asString()).isEqualTo(one);
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void anAdministratorSeesThePlatformsPages() {
    console.signIn(stage.server().adminKey());

    assertThat(browser.all("nav li a").stream().map(WebElement::getText))
        .contains("Workspaces", "Providers", "Models & prices")
        .doesNotContain("Playground");
  }

  /** Piece by piece, slowly enough to be watched. */
  private static FakeAnswer spoken(String... pieces) {
    FakeStream stream = FakeStream.begun();
    for (String piece : pieces) {
      stream = stream.say(piece).pause(Duration.ofMillis(700));
    }
    return FakeAnswer.streamed(stream.finish("stop").usage(20, 6).done());
  }
}
