package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each of the two walls between workspaces holds with the other one off, for every endpoint that
 * names something of a workspace; and with both off none of it holds, so the test does look.
 */
class TwoWallsSoak {
  private static final String NAME = "quorate-walls";

  @Test
  void eachWallHoldsByItself() throws Exception {
    try (FakeProvider provider = FakeProvider.start();
        HttpClient client = HttpClient.newHttpClient();
        OwnServer server = OwnServer.prepare(NAME, Map.of("QUORATE_JVM_OPTIONS", "-Xmx600m"))) {
      server.start();
      Stage.on(server, provider, client).addProvider("fake-" + provider.port(), provider.baseUrl());
      rowLevelSecurity(server, false);
      matrix(server, provider, client).aForeignIdIsAnsweredLikeOneThatDoesNotExist();

      server.kill();
      BlindDriver.make(driver());
      server.start();
      assertThatThrownBy(
              () -> matrix(server, provider, client).aForeignIdIsAnsweredLikeOneThatDoesNotExist())
          .as("neither wall")
          .isInstanceOf(AssertionError.class);

      rowLevelSecurity(server, true);
      matrix(server, provider, client).aForeignIdIsAnsweredLikeOneThatDoesNotExist();
    }
  }

  private static TenancyMatrixIT matrix(
      OwnServer server, FakeProvider provider, HttpClient client) {
    return new TenancyMatrixIT(Stage.on(server, provider, client));
  }

  private static Path driver() {
    return TestWorld.property("quorate.system.runtime")
        .resolve("usr/servers")
        .resolve(NAME)
        .resolve("jdbc/postgresql.jar");
  }

  private static void rowLevelSecurity(OwnServer server, boolean on) throws SQLException {
    String word = on ? "ENABLE" : "DISABLE";
    try (Connection owner = TestServer.of(server).asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          DO $$
          DECLARE t regclass;
          BEGIN
            FOR t IN SELECT DISTINCT polrelid::regclass FROM pg_policy LOOP
              EXECUTE format('ALTER TABLE %%s %s ROW LEVEL SECURITY', t);
            END LOOP;
          END $$\
          """
              .formatted(word));
    }
  }
}
