package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org, https://www.example.org/",
    "HTTPS://WWW.Example.ORG/A, https://www.example.org/A",
    "http://example.org:80/a?b=c#d, http://example.org/a?b=c",
    "https://example.org:443/, https://example.org/",
    "http://example.org:8080/x, http://example.org:8080/x",
    "https://example.org:8443, https://example.org:8443/",
    "https://example.org?q=1, https://example.org/?q=1",
    "https://de.example.org/wiki/Zürich?ort=Köln,"
        + " https://de.example.org/wiki/Z%C3%BCrich?ort=K%C3%B6ln",
    "https://xn--mnchen-3ya.example.org/, https://xn--mnchen-3ya.example.org/",
    "http://93.184.216.34/, http://93.184.216.34/",
    "http://[2606:2800:220:1::1]:8080/a, http://[2606:2800:220:1::1]:8080/a",
    "https://example.org//a//b, https://example.org//a//b",
    "https://1password.com/, https://1password.com/",
    "https://7.example.org/, https://7.example.org/",
  })
  void pagesOfThePublicWebAreRead(String text, String read) throws Exception {
    assertThat(PageAddress.parse(text, PORTS).uri()).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "//example.org/",
        "/etc/passwd",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "jar:http://example.org/a!/b",
        "javascript:alert(1)",
        "data:text/plain,hello",
        "http:example.org",
        "http://",
        "http:///path",
        "http://?x",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org\\@evil.example.net/",
        "https://example.org/\\evil",
        "https://example.org/\u0000",
        "https://example.org/\r\nHost: evil",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org@127.0.0.1/",
        "https://@example.org/",
        "https://example.org:@127.0.0.1/",
        "http://example.org:22/",
        "http://example.org:25/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:-1/",
        "http://example.org:80:80/",
        "http://example.org:６０/",
      })
  void whatIsNoPageIsRefused(String text) {
    assertThatThrownBy(() -> PageAddress.parse(text, PORTS)).isInstanceOf(NotAllowed.class);
  }

  @Test
  void longAddressesAreRefused() {
    assertThatThrownBy(() -> PageAddress.parse("https://example.org/" + "a".repeat(2048), PORTS))
        .isInstanceOf(NotAllowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "next, https://example.org/a/next",
    "/top, https://example.org/top",
    "?page=2, https://example.org/a/b?page=2",
    "../c, https://example.org/c",
    "//other.example.net/x, https://other.example.net/x",
    "http://other.example.net, http://other.example.net/",
    "/wiki/Zürich, https://example.org/wiki/Z%C3%BCrich",
  })
  void redirectsAreReadFromWhereTheyStand(String location, String target) throws Exception {
    PageAddress page = PageAddress.parse("https://example.org/a/b?c=d", PORTS);

    assertThat(page.redirectedTo(location, PORTS).uri()).hasToString(target);
  }

  @Test
  void aRedirectFromABareHostCannotChangeTheHost() throws Exception {
    PageAddress page = PageAddress.parse("https://example.org", PORTS);

    assertThat(page.redirectedTo("evil", PORTS).uri()).hasToString("https://example.org/evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "//localhost/",
        "file:///etc/passwd",
        "http://[::1]/",
        "https://user@example.org/",
        "http://example.org:22/",
        "http://exa mple.org/",
        "gopher://example.org/_x",
      })
  void redirectsPassTheSameReading(String location) throws Exception {
    PageAddress page = PageAddress.parse("https://example.org/", PORTS);

    assertThatThrownBy(() ->
            new Wall(host -> java.util.List.of(), address -> false)
                .addressesOf(page.redirectedTo(location, PORTS).host()))
        .isInstanceOf(NotAllowed.class);
  }
}
