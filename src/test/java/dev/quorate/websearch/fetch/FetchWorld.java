package dev.quorate.websearch.fetch;

import dev.quorate.kernel.Deadline;
import dev.quorate.upstream.Cancellation;
import dev.quorate.websearch.WebPage;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.attempt.WithinDeadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/**
 * A world for fetches: names with scripted addresses, and sockets that write down where they are
 * connected to before they go to a server of the test instead.
 */
final class FetchWorld implements AutoCloseable {
  static final String PUBLIC = "93.184.216.34";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Deque<String>> names = new HashMap<>();
  private final List<String> lookups = new CopyOnWriteArrayList<>();
  private final Set<String> unreachable = new CopyOnWriteArraySet<>();
  private final List<String> connects = new CopyOnWriteArrayList<>();

  private FetchSettings settings = settings(Duration.ofSeconds(30), 1 << 20, Set.of(80, 443, 8080));
  private TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();

  static FetchSettings settings(Duration total, int maxBytes, Set<Integer> ports) {
    FetchSettings.Times times =
        new FetchSettings.Times(Duration.ofSeconds(5), Duration.ofSeconds(5), total);
    return new FetchSettings(times, maxBytes, 20_000, ports, 4);
  }

  FetchWorld with(FetchSettings other) {
    settings = other;
    return this;
  }

  FetchWorld with(TlsSocketStrategy other) {
    tls = other;
    return this;
  }

  /** What the name's next look-ups find, each a list with commas; the last stays. */
  FetchWorld name(String host, String... answers) {
    names.put(host, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  FetchWorld unreachable(String address) {
    unreachable.add(address);
    return this;
  }

  /** Fetches over sockets that all lead to one server. */
  PageFetch fetch(PageServer server) {
    return fetch(_ -> new Detoured(server.port()));
  }

  /** Fetches over real sockets. */
  PageFetch fetch() {
    return fetch(_ -> new Watched());
  }

  /** The client alone, over real sockets, without the wall. */
  PinnedClient client() {
    return new PinnedClient(_ -> new Watched(), tls, settings);
  }

  private PageFetch fetch(DetachedSocketFactory sockets) {
    return new PageFetch(
        settings,
        new WithinDeadline(timer),
        new Wall(this::find, Wall::isOfThisMachine),
        new PinnedClient(sockets, tls, settings));
  }

  /** Runs the fetch where fetches run. */
  static WebResult<WebPage> run(PageFetch fetch, String url) {
    return run(fetch, url, new Cancellation());
  }

  static WebResult<WebPage> run(PageFetch fetch, String url, Cancellation cancellation) {
    FutureTask<WebResult<WebPage>> task =
        new FutureTask<>(() -> fetch.fetch(url, Deadline.in(Duration.ofMinutes(1)), cancellation));
    Thread.startVirtualThread(task);
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<InetAddress> find(String host) throws UnknownHostException {
    lookups.add(host);
    Deque<String> answers = names.get(host);
    if (answers == null) {
      throw new UnknownHostException(host);
    }
    String answer = answers.size() > 1 ? answers.poll() : answers.element();
    return Stream.of(answer.split(",")).map(InetAddress::ofLiteral).toList();
  }

  List<String> lookups() {
    return lookups;
  }

  /** Addresses that were connected to, as {@code 93.184.216.34:80}. */
  List<String> connects() {
    return connects;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private class Watched extends Socket {
    Watched() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      InetSocketAddress address = (InetSocketAddress) target;
      connects.add(address.getAddress().getHostAddress() + ":" + address.getPort());
      if (unreachable.contains(address.getAddress().getHostAddress())) {
        throw new ConnectException("refused");
      }
      super.connect(detour(address), timeout);
    }

    InetSocketAddress detour(InetSocketAddress target) {
      return target;
    }
  }

  private final class Detoured extends Watched {
    private final int port;

    Detoured(int port) {
      this.port = port;
    }

    @Override
    InetSocketAddress detour(InetSocketAddress target) {
      return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
  }
}
