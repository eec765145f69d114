package dev.quorate.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible chat-completions server on loopback that does what its script says and keeps
 * its own log of what it was asked and how each call ended. Raw sockets, so that a fault is exact;
 * a virtual thread a connection, so that two thousand of them are cheap.
 *
 * <p>Scripts go by the request's {@code model}. A model may have several answers, given in turn;
 * the last one stays. A model without a script is answered 404. For a request without a body, such
 * as the one for a list of models, its path stands for the model.
 */
public final class FakeProvider implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Deque<FakeAnswer>> scripts = new ConcurrentHashMap<>();
  private final CallLog log = new CallLog();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicLong served = new AtomicLong();
  private volatile boolean logging = true;

  private FakeProvider(ServerSocket server) {
    this.server = server;
  }

  /** A provider on a free loopback port. */
  public static FakeProvider start() throws IOException {
    return startOn(0);
  }

  /** A provider on the given loopback port; 0 takes a free one. */
  public static FakeProvider startOn(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
    FakeProvider provider = new FakeProvider(server);
    Thread.ofPlatform().name("fake-provider").daemon().start(provider::accept);
    return provider;
  }

  /** What a provider's {@code base_url} is set to. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Sets what the model answers: one answer after the other, the last for good. */
  public FakeProvider script(String model, FakeAnswer... answers) {
    scripts.put(model, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  /** Every call of the model so far, in order of arrival. */
  public List<ReceivedCall> calls(String model) {
    return log.calls(model);
  }

  /** Waits until the model was called so often and each of these calls ended. */
  public List<ReceivedCall> awaitEnded(String model, int count) {
    return log.awaitEnded(model, count);
  }

  public CallLog log() {
    return log;
  }

  /** Off for benches: calls are then only counted. */
  public FakeProvider logging(boolean on) {
    this.logging = on;
    return this;
  }

  /** Requests read so far, logged or not. */
  public long served() {
    return served.get();
  }

  public int openConnections() {
    return open.get();
  }

  /** The most connections that were open at once since the start. */
  public int mostConnections() {
    return mostOpen.get();
  }

  FakeAnswer next(String model) {
    served.incrementAndGet();
    Deque<FakeAnswer> script = scripts.get(model);
    if (script == null) {
      return FakeAnswer.unknownModel(model);
    }
    synchronized (script) {
      return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }
  }

  boolean isLogging() {
    return logging;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("fake-connection").start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    connections.add(socket);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try (socket) {
      new FakeConnection(this, socket).serve();
    } catch (IOException gone) {
      // The client is away; the log has how its call ended.
    } finally {
      open.decrementAndGet();
      connections.remove(socket);
    }
  }
}
