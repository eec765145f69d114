package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import tools.jackson.databind.JsonNode;

/**
 * Chromium with one tab, as a reader of the console has it. Every page notes from its first moment
 * what its security policy refused, whether {@code hit()} was called, which only text that runs
 * would do, and when there was a first field.
 */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Kept strongly, or its level is forgotten. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final String WATCH =
      """
      window.refused = [];
      window.hits = [];
      window.hit = (who) => window.hits.push(String(who));
      window.alert = window.confirm = window.prompt = window.hit;
      document.addEventListener('securitypolicyviolation',
          (event) => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));
      new MutationObserver((changes, observer) => {
        if (document.querySelector('input')) {
          window.readyAt = performance.now();
          observer.disconnect();
        }
      }).observe(document, {childList: true, subtree: true});
      """;

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  static Browser start() throws IOException {
    SELENIUM.setLevel(Level.SEVERE);
    Path profile = Files.createTempDirectory("quorate-browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-US",
        "--window-size=1280,1000",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return new Browser(driver, profile);
  }

  void open(String url) {
    driver.get(url);
  }

  /** What it keeps of files, so that the next page is loaded as for the first time. */
  void forgetFiles() {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
  }

  void reload() {
    driver.navigate().refresh();
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** The first element that fits, once it is there. */
  WebElement find(String selector) {
    return await(
        selector,
        () -> {
          List<WebElement> found = driver.findElements(By.cssSelector(selector));
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  void type(String selector, CharSequence... keys) {
    find(selector).sendKeys(keys);
  }

  /** Presses the button, link or label with these words. */
  void press(String words) {
    await(
            words,
            () -> {
              for (WebElement one : all("button, a, summary, label, [role=tab]")) {
                if (one.isDisplayed() && one.isEnabled() && one.getText().strip().equals(words)) {
                  return one;
                }
              }
              return null;
            })
        .click();
  }

  /** Presses the button with this name, which may be a picture. */
  void pressNamed(String name) {
    find("button[aria-label=\"%s\"]".formatted(name)).click();
  }

  /** What can be read there, once it has these words. */
  String awaitText(String selector, String words) {
    return await(
        selector + " with " + words,
        () -> {
          for (WebElement one : all(selector)) {
            String text = one.getText();
            if (text.contains(words)) {
              return text;
            }
          }
          return null;
        });
  }

  void awaitGone(String selector) {
    await("no " + selector, () -> all(selector).isEmpty() ? true : null);
  }

  Object script(String script, Object... inputs) {
    return driver.executeScript(script, inputs);
  }

  /** Ends with what the script hands to its last argument. */
  Object scriptAsync(String script, Object... inputs) {
    return driver.executeAsyncScript(script, inputs);
  }

  /** As if the system asked for these colours. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the page saves goes there, without a question. */
  void saveTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** Nothing was run that came as text, and the page asked for nothing its policy refuses. */
  void expectUnharmed() {
    assertThat(script("return window.hits")).as("what ran").isEqualTo(List.of());
    assertThat(script("return window.refused")).as("what was refused").isEqualTo(List.of());
  }

  /** No violation that axe calls serious or critical. */
  void expectAccessible(String page) {
    if (script("return typeof axe") instanceof String type && type.equals("undefined")) {
      script(axe());
    }
    Object found =
        scriptAsync(
            """
            const done = arguments[0];
            axe.run(document, {resultTypes: ['violations']}).then((result) => done(JSON.stringify(
                result.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
                    .map((one) => ({rule: one.id, places: one.nodes.map((node) => node.html + ' ' + node.failureSummary)})))),
                (failure) => done(String(failure)));
            """);
    JsonNode violations = Answer.JSON.readTree(String.valueOf(found));
    assertThat(violations).as("%s: %s", page, violations.toPrettyString()).isEmpty();
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a look at the page gives, once it gives something. */
  <T> T await(String what, Supplier<@Nullable T> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        T found = look.get();
        if (found != null) {
          return found;
        }
      } catch (StaleElementReferenceException drawnAnew) {
        // The next look sees the new one.
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError(
        "waited for "
            + what
            + " in vain; the page has: "
            + script("return document.body.innerText"));
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> tree = Files.walk(profile)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
