package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One server for all: making a data folder takes the longest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerIT {
  private final Console console =
      new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));

  /** A folder that only its owner may enter, as a clone in root's home is. */
  private Path closed;

  private PostgresServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    closed = folder;
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    server = PostgresServer.start(dataDirectory(), console);
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  @Test
  void rowsSurviveARestartOnTheSamePort() throws Exception {
    String url = server.url();
    execute("CREATE TABLE kept AS SELECT 7 AS n");

    server.stop();
    server = PostgresServer.start(dataDirectory(), console);

    assertThat(server.url()).isEqualTo(url);
    assertThat(single("SELECT n FROM kept")).isEqualTo("7");
  }

  @Test
  void serverThatStillRunsIsFoundAgain() throws Exception {
    String started = single("SELECT pg_postmaster_start_time()");

    PostgresServer again = PostgresServer.start(dataDirectory(), console);

    assertThat(again.url()).isEqualTo(server.url());
    assertThat(single("SELECT pg_postmaster_start_time()")).isEqualTo(started);
  }

  @Test
  void acknowledgedRowsAreOnTheDisk() throws Exception {
    assertThat(single("SHOW fsync")).isEqualTo("on");
    assertThat(single("SHOW synchronous_commit")).isEqualTo("on");
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("authentication failed");
  }

  @Test
  void onlyThisMachineReachesIt() throws Exception {
    assertThat(single("SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(single("SHOW unix_socket_directories")).isEmpty();
  }

  @Test
  void roundingTakesTiesToTheEvenNeighbour() throws Exception {
    execute(Files.readString(Path.of("db/migration/V0001__database_create_roles.sql")));

    assertThat(
            single(
                """
                SELECT string_agg(quorate_round_half_even(x, 1)::text, ' ' ORDER BY n)
                FROM (VALUES (1, 0.05), (2, 0.15), (3, 0.25), (4, 0.26), (5, -0.05), (6, -0.15))
                     AS t(n, x)
                """))
        .isEqualTo("0.0 0.2 0.2 0.3 0.0 -0.2");
  }

  private Path dataDirectory() {
    return closed.resolve("data");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String single(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }
}
