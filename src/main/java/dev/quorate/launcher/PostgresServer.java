package dev.quorate.launcher;

import java.nio.file.Path;
import java.util.List;

/**
 * A real PostgreSQL of its own in a folder: made at the first start, found again at every later
 * one, also when it still runs because whoever started it was killed. It listens on 127.0.0.1 only,
 * asks for a password, and never trades a commit for speed.
 */
public final class PostgresServer {
  private static final String OWNER = "quorate";
  private static final String DATABASE = "quorate";

  /** Each with its reason, for the command line of the server. */
  private static final List<String> OPTIONS =
      List.of(
          // Nobody outside this machine, and no socket file in a folder that others can write to.
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          // One gateway's pools (39), as many again for a second one, and tools.
          "max_connections=100",
          // The ledger's hot pages; far below what a small machine has.
          "shared_buffers=256MB",
          // A line that was acknowledged is on the disk. The application refuses anything else.
          "fsync=on",
          "synchronous_commit=on",
          // Fewer checkpoints under a steady stream of small commits.
          "max_wal_size=2GB",
          // Statements here are short: compiling them costs more than it gains.
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC");

  private final PostgresHome home;
  private final PostgresSoftware software;
  private final String password;
  private final int port;

  private PostgresServer(PostgresHome home, PostgresSoftware software, String password, int port) {
    this.home = home;
    this.software = software;
    this.password = password;
    this.port = port;
  }

  /**
   * Starts the server of a data directory, or attaches to it where it still runs.
   *
   * @param dataDirectory absolute; made if absent
   * @throws StartFailed with the end of PostgreSQL's own log where there is one
   */
  public static PostgresServer start(Path dataDirectory, Console console) {
    PostgresHome home = PostgresHome.find(dataDirectory, console);
    PostgresSoftware software = PostgresSoftware.unpackInto(home.folder());
    String password = new Secrets(dataDirectory.resolve("secrets")).get("postgres-password");
    home.account().own(home.folder());
    PostgresCluster cluster = new PostgresCluster(home, software);
    cluster.makeIfAbsent(OWNER, password);
    int port = cluster.runningPort().orElseGet(() -> cluster.start(OPTIONS));
    PostgresServer server = new PostgresServer(home, software, password, port);
    PostgresDatabases.ensure(server, DATABASE);
    return server;
  }

  /** JDBC URL of the gateway's database. */
  public String url() {
    return url(DATABASE);
  }

  /** JDBC URL of another database of this server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The owner of all, a superuser. */
  public String user() {
    return OWNER;
  }

  /** The owner's password; kept in a file that only this user may read. */
  public String password() {
    return password;
  }

  /** Stops fast: open transactions are rolled back, everything committed is on the disk. */
  public void stop() {
    new PostgresCluster(home, software).stop("fast");
  }

  /** Stops as a power cut would: nothing is finished, and the next start recovers. */
  public void stopImmediately() {
    new PostgresCluster(home, software).stop("immediate");
  }
}
