package dev.quorate.system;

import java.util.List;
import org.openqa.selenium.Keys;

/** What tests do in the console, in the words of somebody who does it. */
final class ConsolePages {
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

  private void pick(String field, String model) {
    browser.type(field, model);
    browser.awaitText(field + " ~ ul [role=option] .id", model);
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
}
