package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What models say is data: nothing of it runs, loads, or can be pressed. */
@ExtendWith({BrowserExtension.class, StageExtension.class})
class ConsoleHostileTextIT {
  private static final String MODEL_TEXT = ".markdown, .compared";

  private final Stage stage;
  private final Browser browser;
  private final ConsolePages console;
  private final Tenant tenant;
  private final HttpServer beacon;
  private final List<String> loaded = new CopyOnWriteArrayList<>();

  ConsoleHostileTextIT(Stage stage, Browser browser) throws IOException {
    this.stage = stage;
    this.browser = browser;
    this.console = new ConsolePages(browser, stage.server().url());
    this.tenant = stage.tenant();
    this.beacon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    beacon.createContext(
        "/",
        exchange -> {
          loaded.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    beacon.start();
    browser.width(1280);
  }

  @AfterEach
  void stop() {
    beacon.stop(0);
  }

  @Test
  void hostileTextOfPanelJudgeAndWriterIsOnlyText() {
    List<String> corpus = HostileTexts.with(address());
    String all = String.join("\n\n", corpus);
    String one = stage.model("one", FakeAnswer.text(all));
    String judge = stage.model("judge", FakeAnswer.text(comparison(corpus)), FakeAnswer.text(all));
    tenant
        .api()
        .post(
            "/v1/presets",
            "{\"slug\":\"hostile\",\"name\":%s,\"fusion\":{\"analysis_models\":[\"%s\"]}}"
                .formatted(json("<img src=x onerror=hit(1)>"), one))
        .expect(201);
    console.signIn(tenant.key());
    console.compose("<script>hit('prompt')</script>", List.of(one, one), judge);
    browser.press("Analysis");

    browser.press("Run");
    console.awaitReceipt();

    browser.awaitText(".answer .markdown", "<script>hit('plain')</script>");
    browser.awaitText(".compared", "<script>hit('plain')</script>");
    browser.awaitText(".seat-text .markdown", "<script>hit('plain')</script>");
    expectOnlyText();
  }

  /** One by one, for a text may hide the next one. */
  @Test
  void eachHostileTextAloneIsOnlyText() {
    console.signIn(tenant.key());

    for (String text : HostileTexts.with(address())) {
      Object failure =
          browser.scriptAsync(
              """
              const [text, done] = arguments;
              const place = document.body.appendChild(document.createElement('div'));
              Promise.all([import('/console/lib.js'), import('/console/markdown.js')])
                  .then(([{h, render}, {Markdown}]) => render(h(Markdown, {text}), place))
                  .then(() => setTimeout(() => done(null), 20), (failure) => done(String(failure)));
              """,
              text);
      assertThat(failure).as(text).isNull();
    }

    assertThat(browser.all(".markdown")).hasSize(HostileTexts.with(address()).size());
    expectOnlyText();
  }

  private void expectOnlyText() {
    browser.expectUnharmed();
    assertThat(loaded).as("asked of another host").isEmpty();
    assertThat(
            browser.script(
                """
                const harmless = new Set(['DIV', 'P', 'BR', 'HR', 'EM', 'STRONG', 'DEL', 'CODE', 'PRE', 'BLOCKQUOTE', 'UL', 'OL', 'LI',
                  'H3', 'H4', 'H5', 'H6', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'SPAN', 'SECTION', 'DL', 'DT', 'DD']);
                return [...document.querySelectorAll(arguments[0])].flatMap((text) => [...text.querySelectorAll('*')])
                    .filter((one) => !harmless.has(one.tagName) || [...one.attributes].some((a) => a.name !== 'class' && a.name !== 'start'))
                    .map((one) => one.outerHTML);
                """,
                MODEL_TEXT))
        .isEqualTo(List.of());
    assertThat(
            browser.script(
                "return performance.getEntriesByType('resource').map((one) =>"
                    + " one.name).filter((name) => !name.startsWith(location.origin))"))
        .isEqualTo(List.of());
  }

  private String address() {
    return "http://127.0.0.1:" + beacon.getAddress().getPort();
  }

  private static String comparison(List<String> corpus) {
    String texts = Answer.JSON.writeValueAsString(corpus);
    String first = json(corpus.getFirst());
    return """
    {"consensus":%s,"contradictions":[{"topic":%s,"stances":[{"model":"A","stance":%s},{"model":"B","stance":%s}]}],
     "partial_coverage":[{"models":["A"],"point":%s}],"unique_insights":[{"model":"B","insight":%s}],"blind_spots":%s}
    """
        .formatted(texts, first, first, first, first, first, texts);
  }

  private static String json(String text) {
    return Answer.JSON.writeValueAsString(text);
  }
}
