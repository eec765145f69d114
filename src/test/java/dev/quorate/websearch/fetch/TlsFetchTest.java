package dev.quorate.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.websearch.WebPage;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Found;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate must be for the name that was asked for, wherever the connection goes. */
@Timeout(120)
class TlsFetchTest {
  private static final String PASSWORD = "changeit";
  private static SSLContext context;

  private final List<String> namesSent = new CopyOnWriteArrayList<>();
  private final FetchWorld world =
      new FetchWorld()
          .name("www.example.org", FetchWorld.PUBLIC)
          .name("other.example.net", FetchWorld.PUBLIC);

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "page",
                "-dname",
                "CN=www.example.org",
                "-ext",
                "san=dns:www.example.org",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("page", keys.getCertificate("page"));
    trusted.init(roots);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private PageServer server() throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setSNIMatchers(List.of(new Listening()));
    socket.setSSLParameters(parameters);
    return new PageServer(
        socket, (_, out) -> out.write(PageServer.response(200, "text/plain", "safe")));
  }

  private FetchWorld trusting() {
    return world.with(
        new DefaultClientTlsStrategy(
            context, HostnameVerificationPolicy.BOTH, HttpsSupport.getDefaultHostnameVerifier()));
  }

  @Test
  void theNameIsSentAndVerified() throws Exception {
    try (PageServer server = server()) {
      WebResult<WebPage> result =
          FetchWorld.run(trusting().fetch(server), "https://www.example.org/");

      assertThat(result).isInstanceOf(Found.class);
      assertThat(namesSent).containsExactly("www.example.org");
      assertThat(world.connects()).containsExactly(FetchWorld.PUBLIC + ":443");
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    try (PageServer server = server()) {
      WebResult<WebPage> result =
          FetchWorld.run(trusting().fetch(server), "https://other.example.net/");

      assertNoSecureConnection(result, server);
    }
  }

  @Test
  void aCertificateForANameIsNoneForAnAddress() throws Exception {
    try (PageServer server = server()) {
      WebResult<WebPage> result =
          FetchWorld.run(trusting().fetch(server), "https://" + FetchWorld.PUBLIC + "/");

      assertNoSecureConnection(result, server);
    }
  }

  @Test
  void aCertificateOfNoKnownAuthorityIsRefused() throws Exception {
    try (PageServer server = server()) {
      WebResult<WebPage> result = FetchWorld.run(world.fetch(server), "https://www.example.org/");

      assertNoSecureConnection(result, server);
    }
  }

  private static void assertNoSecureConnection(WebResult<WebPage> result, PageServer server) {
    assertThat(result)
        .isEqualTo(
            new Failed<>(
                CallOutcome.NOT_SENT, null, "There was no secure connection to the host."));
    assertThat(server.requests()).allMatch(String::isEmpty);
  }

  private final class Listening extends SNIMatcher {
    Listening() {
      super(0);
    }

    @Override
    public boolean matches(SNIServerName name) {
      namesSent.add(new String(name.getEncoded()));
      return true;
    }
  }
}
