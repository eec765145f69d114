package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.websearch.WebPage;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Refused;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in that is known to us, counted at the socket. */
@Timeout(120)
class SsrfCorpusTest {
  private final PageServer secret = PageServer.page("text/plain", "secret");
  private final FetchWorld world = new FetchWorld();

  @AfterEach
  void stop() throws Exception {
    secret.close();
    world.close();
  }

  /** Real sockets, and the secret server's port among those that may be named. */
  private PageFetch open() {
    return world
        .with(FetchWorld.settings(Duration.ofSeconds(30), 1 << 20, Set.of(80, 443, secret.port())))
        .fetch();
  }

  private void assertNoConnection(WebResult<WebPage> result) {
    assertThat(result).isInstanceOf(Refused.class);
    assertThat(world.connects()).isEmpty();
    assertThat(secret.connections()).isZero();
  }

  @Test
  void aConnectionWouldBeSeen() throws Exception {
    world.with(FetchWorld.settings(Duration.ofSeconds(30), 1 << 20, Set.of(secret.port())));
    PageAddress address =
        PageAddress.parse("http://127.0.0.1:" + secret.port(), Set.of(secret.port()));

    world.client().get(address, List.of(InetAddress.ofLiteral("127.0.0.1")));

    assertThat(world.connects()).containsExactly("127.0.0.1:" + secret.port());
    assertThat(secret.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.01",
        "127.000.000.001",
        "127.255.255.254",
        "2130706433",
        "02130706433",
        "017700000001",
        "0177.0.0.1",
        "0177.0.0.01",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "0X7F.0.0.1",
        "0x7f.0x0.0x0.0x1",
        "0177.0x0.0.1",
        "0x",
        "0x7f.0x",
        "0",
        "0.0",
        "0.0.0.0",
        "00000000",
        "1",
        "256.0.0.1",
        "127.0.0.1.1",
        "127.0.0",
        "1.2.3",
        "4294967296",
        "127.0.0.1.",
        "127.1.",
        "2130706433.",
        "a.127.0.0.1",
        "1.0x7f",
        "127。0。0。1",
        "１２７.0.0.1",
        "①②⑦.⓪.⓪.①",
        "127.0.0.1%00",
        "127.0.0.1%2eexample.org",
        "%31%32%37.0.0.1",
        "[127.0.0.1]",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:7f00:0001]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2002:7f00:0001::1]",
        "[2001:0:7f00:1::1]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[fe80::1%lo]",
        "[::1%25lo]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "[fec0::1]",
        "[::1",
        "::1",
        "[]",
        "[:::1]",
        "[::g]",
        "[2606:2800:220:1:0:5efe:7f00:1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "localhost.localdomain",
        "ip6-localhost",
        "ⓛocalhost",
        "localhoſt",
        "loc\u00ADalhost",
        "local\u200Bhost",
        "xn--",
        "foo.local",
        "printer.lan",
        "db.internal",
        "metadata.google.internal",
        "metadata",
        "kubernetes.default.svc",
        "router.home.arpa",
        "1.0.0.127.in-addr.arpa",
        "x.test",
        "-.example.org",
        "a..example.org",
        ".example.org",
        "example.org.",
        "under_score.example.org",
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "203.0.113.7",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
      })
  void hostsThatAreNotPublicAreNotConnectedTo(String host) {
    assertNoConnection(FetchWorld.run(open(), "http://" + host + ":" + secret.port() + "/"));
    assertNoConnection(FetchWorld.run(open(), "http://" + host + "/"));
    assertNoConnection(FetchWorld.run(open(), "https://" + host + "/latest/meta-data/"));
    assertThat(world.lookups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org@127.0.0.1:PORT/",
        "http://example.org:80@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT\\@example.org/",
        "http://example.org#@127.0.0.1:PORT/@127.0.0.1",
        "http://127.0.0.1:PORT#.example.org/",
        "http://127.0.0.1:PORT?.example.org/",
        "http:\\\\127.0.0.1:PORT/",
        "http:/127.0.0.1:PORT/",
        "http:127.0.0.1:PORT/",
        "////127.0.0.1:PORT/",
        "http://127.0.0.1:PORT:80/",
        "http://127.0.0.1 :PORT/",
        "http://127.0.0.1\t:PORT/",
        "http://127.0.0.1\n.example.org:PORT/",
        "http://exam\rple.org:PORT/",
        "\u0001http://127.0.0.1:PORT/",
        "url:http://127.0.0.1:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://0:PORT/",
        "http://127.1:PORT/",
        "file:///etc/passwd",
        "file://127.0.0.1:PORT/etc/passwd",
        "gopher://127.0.0.1:PORT/_GET",
        "dict://127.0.0.1:PORT/",
        "ldap://127.0.0.1:PORT/",
        "jar:http://127.0.0.1:PORT/!/",
        "netdoc:///etc/passwd",
        "ws://127.0.0.1:PORT/",
        "HTTP+unix://%2Fvar%2Frun%2Fdocker.sock/",
      })
  void addressesInDisguiseAreNotConnectedTo(String url) {
    world.name("example.org", "127.0.0.1");

    assertNoConnection(
        FetchWorld.run(open(), url.replace("PORT", Integer.toString(secret.port()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "168.63.129.16",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "::127.0.0.1",
        "ff02::1",
        "2001:db8::1",
        "224.0.0.1",
      })
  void namesOfPrivateAddressesAreNotConnectedTo(String address) {
    world.name("rebound.example.org", address);
    PageFetch fetch = open();

    assertNoConnection(FetchWorld.run(fetch, "http://rebound.example.org:" + secret.port() + "/"));
    assertThat(world.lookups()).hasSize(1);
  }

  @Test
  void oneSuchAddressAmongPublicOnesRefusesThemAll() {
    world.name("mixed.example.org", FetchWorld.PUBLIC + ",127.0.0.1,1.1.1.1");

    assertNoConnection(FetchWorld.run(open(), "http://mixed.example.org/"));
  }

  @Test
  void addressesOfThisMachineAreRefusedWhateverTheyLookLike() throws Exception {
    Wall wall =
        new Wall(
            _ -> List.of(InetAddress.ofLiteral(FetchWorld.PUBLIC)),
            address -> address.getHostAddress().equals(FetchWorld.PUBLIC));

    assertThatThrownBy(() -> wall.addressesOf(PageHost.of("www.example.org")))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void aNameThatChangesItsAddressIsNotAskedTwice() throws Exception {
    world.name("rebound.example.org", FetchWorld.PUBLIC, "127.0.0.1");
    try (PageServer page = PageServer.page("text/plain", "public")) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(page), "http://rebound.example.org/");

      assertThat(result).isInstanceOf(WebResult.Found.class);
      assertThat(world.lookups()).containsExactly("rebound.example.org");
      assertThat(world.connects()).containsExactly(FetchWorld.PUBLIC + ":80");
    }
  }

  @Test
  void aNameThatChangesItsAddressBehindARedirectIsRefused() throws Exception {
    world.name("rebound.example.org", FetchWorld.PUBLIC, "127.0.0.1");
    try (PageServer page =
        PageServer.answering((_, out) -> out.write(PageServer.redirect("/again")))) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(page), "http://rebound.example.org/");

      assertThat(result)
          .isEqualTo(new Refused<>("The address does not lead to the public web.", 302));
      assertThat(world.connects()).containsExactly(FetchWorld.PUBLIC + ":80");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://169.254.169.254/latest/meta-data/",
    "//127.0.0.1:PORT/",
    "http://[::1]:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://inside.example.org/",
    "http://user@inside.example.org/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:PORT/",
    "http://unknown.example.org:22/",
    "http://a b/",
  })
  void redirectsInsideAreNotFollowed(String location) throws Exception {
    world.name("www.example.org", FetchWorld.PUBLIC).name("inside.example.org", "10.0.0.1");
    String target = location.replace("PORT", Integer.toString(secret.port()));
    try (PageServer page =
        PageServer.answering((_, out) -> out.write(PageServer.redirect(target)))) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(page), "http://www.example.org/");

      assertThat(result).isInstanceOf(Refused.class);
      assertThat(result.status()).isEqualTo(302);
      assertThat(world.connects()).containsExactly(FetchWorld.PUBLIC + ":80");
      assertThat(secret.connections()).isZero();
    }
  }
}
