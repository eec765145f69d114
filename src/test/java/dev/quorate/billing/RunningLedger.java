package dev.quorate.billing;

import dev.quorate.kernel.UuidV7;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledger with its writer on a real database, without the server around it. */
final class RunningLedger implements AutoCloseable {
  private final FreshDatabase database;
  private final LedgerQueue queue =
      new LedgerQueue(50_000, Duration.ofMillis(50).toNanos(), System::nanoTime);
  private final Counts counts = new Counts();
  private final LedgerWriter writer = new LedgerWriter(queue, counts);
  private final Ledger ledger;
  private final Thread thread;

  /** What the writer told. */
  static final class Counts implements LedgerWriter.Watch {
    final AtomicLong rows = new AtomicLong();
    final AtomicLong commits = new AtomicLong();
    final AtomicLong failures = new AtomicLong();

    @Override
    public void wrote(int written, Duration took) {
      rows.addAndGet(written);
      commits.incrementAndGet();
    }

    @Override
    public void failed(LedgerFault.Kind kind) {
      failures.incrementAndGet();
    }
  }

  private RunningLedger(FreshDatabase database) {
    this.database = database;
    LedgerIntake intake =
        new LedgerIntake(queue, Duration.ofSeconds(30), Duration.ofSeconds(30), work -> {});
    this.ledger = new WrittenLedger(intake, LedgerFixtures.CLOCK);
    PostgresSink sink =
        PostgresSink.of(
            source(database), UuidV7.create(LedgerFixtures.CLOCK), Duration.ofMinutes(15));
    this.thread = Thread.ofPlatform().daemon().name("ledger").start(() -> writer.run(sink));
  }

  static RunningLedger on(FreshDatabase database) {
    return new RunningLedger(database);
  }

  Ledger ledger() {
    return ledger;
  }

  Counts counts() {
    return counts;
  }

  /** Ends every connection of the application, as a restart of the database would. */
  void breakConnections() throws SQLException {
    query(
        "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'ledger'");
  }

  /** First columns of a query run as the owner. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      return firstColumn(statement, sql);
    }
  }

  long count(String table) throws SQLException {
    return Long.parseLong(query("SELECT count(*) FROM " + table).getFirst());
  }

  static List<String> firstColumn(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static PGSimpleDataSource source(FreshDatabase database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setOptions("-c role=quorate_app -c search_path=public");
    source.setApplicationName("ledger");
    return source;
  }

  @Override
  public void close() {
    writer.end();
    try {
      if (!thread.join(Duration.ofSeconds(30))) {
        writer.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
