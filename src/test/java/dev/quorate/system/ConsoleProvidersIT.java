package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers in the console: the button that tests one, and what it says where. */
@ExtendWith({BrowserExtension.class, StageExtension.class})
class ConsoleProvidersIT {
  private final Stage stage;
  private final Browser browser;
  private final ConsolePages console;

  ConsoleProvidersIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    this.console = new ConsolePages(browser, stage.server().url());
    browser.width(1280);
  }

  private static String result(String provider) {
    return "[data-tested=\"%s\"]".formatted(provider);
  }

  @Test
  void aProviderIsTestedWhereItStands() {
    // By name before all others of this run's, so that they are on the first page.
    String good = "0-good-" + UUID.randomUUID().toString().substring(0, 8);
    String bad = "0-bad-" + UUID.randomUUID().toString().substring(0, 8);
    String base = "http://127.0.0.1:" + stage.provider().port() + "/";
    stage.addProvider(good, base + good);
    stage.addProvider(bad, base + bad);
    stage.addModel("listed/" + good, good, Stage.PRICE);
    stage.addModel("unlisted/" + good, good, Stage.PRICE);
    stage
        .provider()
        .script("/" + good + "/models", FakeAnswer.raw("[{\"id\":\"listed/" + good + "\"}]"))
        .script("/" + bad + "/models", FakeAnswer.error(401));
    console.signIn(stage.server().adminKey());
    console.go("admin-providers");

    browser.pressNamed("Test " + good);
    String passed = browser.awaitText(result(good), "Passed");
    browser.pressNamed("Test " + bad);
    String failed = browser.awaitText(result(bad), "Failed");

    assertThat(passed)
        .contains("HTTP 200 · 1 model", "1 of the catalogue's 2 is not on it")
        .contains("Not listed: unlisted/" + good);
    assertThat(failed).contains("HTTP 401 · credential_refused", "refuses the stored credential");
    assertThat(browser.find("[aria-live=polite].unseen").getDomProperty("textContent"))
        .startsWith(bad + ": failed.");
    assertThat(browser.script("return document.activeElement.ariaLabel")).isEqualTo("Test " + bad);
    console.inspect("tested providers");
    browser.expectUnharmed();
  }

  @Test
  void theSandboxOfAFreshStartPasses() {
    console.signIn(stage.server().adminKey());
    console.go("admin-providers");
    browser.await(
        "the sandbox on the list",
        () -> {
          if (!browser.all("[aria-label='Test sandbox']").isEmpty()) {
            return true;
          }
          browser.press("Show more");
          return null;
        });

    browser.pressNamed("Test sandbox");

    assertThat(browser.awaitText(result("sandbox"), "Passed")).contains("HTTP 200 · 10 models");
    browser.expectUnharmed();
  }
}
