package dev.quorate.system;

import java.util.List;
import org.openqa.selenium.Keys;

/** What tests do in the console, in the words of somebody who does it. */
final class ConsolePages {
  /** Pixels by which the page is wider than its window. */
  private static final String BEYOND =
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private final Browser browser;
  private final String url;

  ConsolePages(Browser browser, String serverUrl) {
    this.browser = browser;
    this.url = serverUrl + "/console/";
  }

  /** As a new tab would: nothing is remembered. A picture is cleared, for it runs nothing. */
  void open() {
    browser.open(url + "icon.svg");
    browser.script("sessionStorage.clear(); localStorage.clear();");
    browser.open(url);
    browser.find("input[name=key]");
  }

  void signIn(String key) {
    open();
    enter(key);
    browser.find("nav a[aria-current=page]");
  }

  void enter(String key) {
    browser.type("input[name=key]", key);
    browser.press("Sign in");
  }

  /** Fills the playground's composer. */
  void compose(String prompt, List<String> panel, String judge) {
    browser.type("textarea[name=prompt]", prompt);
    for (String model : panel) {
      pick(".composer .search input", model);
    }
    pick(".one-model input", judge);
  }

  /** A page still being drawn may take the focus, and with it the words: they are typed again. */
  private void pick(String field, String model) {
    browser.await(
        model + " among the models of " + field,
        () -> {
          if (!model.equals(browser.find(field).getDomProperty("value"))) {
            browser.type(field, Keys.chord(Keys.CONTROL, "a") + model);
          }
          return browser.all(field + " ~ ul [role=option] .id").stream()
                  .anyMatch(option -> option.getText().contains(model))
              ? true
              : null;
        });
    browser.type(field, Keys.ENTER);
  }

  /** The run's receipt once it is there: the id it is about. */
  String awaitReceipt() {
    browser.find(".receipt [data-total] .num");
    return browser.find(".receipt header .mono").getText();
  }

  /** The amount shown there, digit by digit. */
  String amount(String selector) {
    return browser.find(selector).getDomAttribute("data-usd");
  }

  /**
   * Goes to an address of the console, such as {@code usage/requests?span=7d}, and waits for it.
   */
  void go(String address) {
    browser.script("location.hash = '#/' + arguments[0]", address);
    browser.find(".page");
    settled();
  }

  /** Waits until nothing on the page is being loaded. */
  void settled() {
    browser.await(
        "a page that has loaded",
        () ->
            browser.all(".loading, [aria-busy=true]").isEmpty() && browser.all(".page").size() == 1
                ? true
                : null);
  }

  /** Accessible in both colours, and nothing sticks out of a narrow screen. */
  void inspect(String page) {
    for (String scheme : List.of("light", "dark")) {
      browser.prefer(scheme);
      browser.expectAccessible(page + ", " + scheme);
    }
    browser.width(380);
    // Charts follow their place in a later frame.
    browser.await(
        "nothing of " + page + " to stick out at 380 px",
        () -> browser.script(BEYOND) instanceof Long pixels && pixels <= 0 ? true : null);
    browser.width(1280);
  }
}
