package dev.quorate.websearch.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server once, at addresses that were looked up before: the client is made for the
 * request, knows no other name, and follows, repeats, remembers and unpacks nothing. Request and
 * TLS name the host, so that a certificate must be for it.
 */
final class PinnedClient {
  private static final int MAX_HEADERS = 200;
  private static final int MAX_HEADER_LENGTH = 16 * 1024;

  /** The window around a fetch ends it first; this is for a window that failed to. */
  private static final Duration BEYOND_TOTAL = Duration.ofSeconds(5);

  private static final String ACCEPT =
      "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.9,application/xml;q=0.8";

  private final DetachedSocketFactory sockets;
  private final TlsSocketStrategy tls;
  private final FetchSettings settings;

  PinnedClient(DetachedSocketFactory sockets, TlsSocketStrategy tls, FetchSettings settings) {
    this.sockets = sockets;
    this.tls = tls;
    this.settings = settings;
  }

  /** The network as it is: no proxy whatever the system's properties say, the JVM's authorities. */
  static PinnedClient ofTheNetwork(FetchSettings settings) {
    return new PinnedClient(
        proxy -> new Socket(Proxy.NO_PROXY),
        new DefaultClientTlsStrategy(
            SSLContexts.createDefault(),
            HostnameVerificationPolicy.BOTH,
            HttpsSupport.getDefaultHostnameVerifier()),
        settings);
  }

  /**
   * Sends a GET and takes the answer, at most as many bytes of its body as we read.
   *
   * @param pinned the only addresses there are, tried in this order
   * @throws IOException when no answer came or its body broke off
   */
  FetchedPage get(PageAddress page, List<InetAddress> pinned) throws IOException {
    HttpHost host = new HttpHost(page.secure() ? "https" : "http", page.host().name(), page.port());
    BasicHttpClientConnectionManager connection = connection(page.host().name(), pinned);
    try (CloseableHttpClient client = client(connection)) {
      HttpGet request = new HttpGet(page.uri());
      request.setHeader("Accept", ACCEPT);
      // Left open on purpose: closing an answer would read the rest of it.
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      return read(response);
    } finally {
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  private FetchedPage read(ClassicHttpResponse response) throws IOException {
    FetchedPage head =
        new FetchedPage(
            response.getCode(),
            header(response, "Location"),
            header(response, "Content-Type"),
            header(response, "Content-Encoding"),
            new byte[0],
            false);
    HttpEntity entity = response.getEntity();
    boolean wanted =
        head.isSuccess() && !head.isEncoded() && PageKind.of(head.contentType()) != null;
    return entity == null || !wanted ? head : read(head, entity.getContent());
  }

  private FetchedPage read(FetchedPage head, @Nullable InputStream content) throws IOException {
    if (content == null) {
      return head;
    }
    byte[] body = content.readNBytes(settings.maxBytes());
    boolean cut = body.length == settings.maxBytes() && content.read() >= 0;
    return new FetchedPage(
        head.status(), head.location(), head.contentType(), head.contentEncoding(), body, cut);
  }

  private static @Nullable String header(HttpMessage message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private CloseableHttpClient client(BasicHttpClientConnectionManager connection) {
    RequestConfig request =
        RequestConfig.custom()
            .setResponseTimeout(timeout(silence()))
            .setAuthenticationEnabled(false)
            .setContentCompressionEnabled(false)
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setRedirectsEnabled(false)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connection)
        .setDefaultRequestConfig(request)
        .setUserAgent("Quorate")
        .setConnectionReuseStrategy((asked, answered, context) -> false)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  private BasicHttpClientConnectionManager connection(String host, List<InetAddress> pinned) {
    DefaultHttpClientConnectionOperator operator =
        new DefaultHttpClientConnectionOperator(
            sockets,
            null,
            new Pinned(host, pinned),
            RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
    Http1Config limits =
        Http1Config.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxLineLength(MAX_HEADER_LENGTH)
            .build();
    BasicHttpClientConnectionManager connection =
        new BasicHttpClientConnectionManager(
            operator, ManagedHttpClientConnectionFactory.builder().http1Config(limits).build());
    Timeout connect = timeout(settings.times().connect());
    connection.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setSocketTimeout(timeout(silence()))
            .build());
    connection.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build());
    return connection;
  }

  private Duration silence() {
    return settings.times().total().plus(BEYOND_TOTAL);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }

  /** A resolver that knows one name. */
  private record Pinned(String host, List<InetAddress> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String name) throws UnknownHostException {
      if (!name.equals(host)) {
        throw new UnknownHostException(name);
      }
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String name) {
      return name;
    }
  }
}
