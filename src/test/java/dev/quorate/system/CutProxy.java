package dev.quorate.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server and PostgreSQL, and cuts a connection at the one bad moment: the
 * transaction is committed, and its answer has not arrived. PostgreSQL sends nothing of a
 * transaction's end before its commit, so an answer that tells of the end and is swallowed is that
 * moment.
 */
final class CutProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Moment> armed = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  /** Whose answer is swallowed. */
  enum Moment {
    /** The ledger writer's, whose statement is its own transaction. */
    LEDGER,
    /** A unit of work's COMMIT. */
    UNIT
  }

  private CutProxy(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** On a free port, in front of another port of this machine. */
  static CutProxy before(int target) throws IOException {
    CutProxy proxy =
        new CutProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts the next connection that comes to the moment, and returns when that was done. */
  void cut(Moment moment) {
    int before = cuts.get();
    armed.set(moment);
    Await.until(Duration.ofMinutes(3), () -> cuts.get() > before);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Line line = new Line(client, server);
      Thread.ofVirtual().start(line::ask);
      Thread.ofVirtual().start(line::answer);
    } catch (IOException away) {
      end(client);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException closed) {
      throw new AssertionError(closed);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(this::end);
  }

  /** One connection, both ways. */
  private final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean ledger;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void ask() {
      pump(client, server, false);
    }

    void answer() {
      pump(server, client, true);
    }

    private void pump(Socket from, Socket to, boolean answers) {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          String text = new String(buffer, 0, read, ISO_8859_1);
          if (answers ? isTheMoment(text) : noticed(text)) {
            break;
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException broken) {
        // The other end has gone; this one follows.
        Thread.onSpinWait();
      } finally {
        end(client);
        end(server);
      }
    }

    /** The writer is known by the first thing it says on a connection; nothing is withheld. */
    private boolean noticed(String asked) {
      if (asked.contains("plan_cache_mode")) {
        ledger = true;
      } else if (asked.contains("RESET ROLE")) {
        ledger = false;
      }
      return false;
    }

    private boolean isTheMoment(String answered) {
      Moment moment = armed.get();
      if (moment == null) {
        return false;
      }
      boolean there =
          switch (moment) {
            case LEDGER ->
                ledger && (answered.contains("INSERT 0 ") || answered.contains("SELECT "));
            case UNIT -> !ledger && answered.contains("COMMIT\0");
          };
      if (there && armed.compareAndSet(moment, null)) {
        cuts.incrementAndGet();
        return true;
      }
      return false;
    }
  }
}
