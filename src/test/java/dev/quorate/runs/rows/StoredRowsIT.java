package dev.quorate.runs.rows;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.NOW;
import static dev.quorate.runs.RunFixtures.completed;
import static dev.quorate.runs.RunFixtures.response;
import static dev.quorate.runs.RunFixtures.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.ChainLink;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.StoredResponse;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stored responses on a real database, as the application's role. */
class StoredRowsIT {
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  private static FreshDatabase database;
  private static PlainUnitOfWork work;
  private static ResponseStore store;

  private final WorkspaceId workspace = workspace();

  @BeforeAll
  static void open() {
    database = FreshDatabase.create();
    work = PlainUnitOfWork.on(database, new RunEntities());
    store = new ResponseStore(work.unit());
  }

  @AfterAll
  static void close() {
    work.close();
  }

  @Test
  void everyFieldComesBackAsItWent() {
    StoredResponse response =
        new StoredResponse(
            RequestId.create(CLOCK),
            new ApiKeyId(UUID.randomUUID()),
            new ProjectId(UUID.randomUUID()),
            NOW,
            NOW.plusSeconds(1),
            "openai/gpt-5",
            ResponseStatus.INCOMPLETE,
            RequestId.create(CLOCK),
            Sensitive.of("[{\"b\":1.50,\"a\":\"\\u0000 😀\"}]"),
            Sensitive.of("{\"text\":\"" + "x".repeat(3_000_000) + "\"}"));
    store.insert(workspace, response);

    assertThat(store.find(workspace, response.id(), NOW)).isEqualTo(response);
  }

  @Test
  void whatJsonMayHoldButATextColumnMayNotIsEscaped() {
    StoredResponse given = completed();
    StoredResponse odd =
        new StoredResponse(
            given.id(),
            given.apiKey(),
            null,
            given.createdAt(),
            given.expiresAt(),
            given.model(),
            given.status(),
            null,
            Sensitive.of("\"half \uD83D\""),
            given.response());
    store.insert(workspace, odd);

    assertThat(store.find(workspace, odd.id(), NOW).input().reveal()).isEqualTo("\"half \\ud83d\"");
  }

  @Test
  void insertingTwiceKeepsTheFirst() {
    StoredResponse first = completed();
    store.insert(workspace, first);
    store.insert(workspace, first);

    assertThat(store.find(workspace, first.id(), NOW)).isEqualTo(first);
  }

  @Test
  void foreignAndExpiredOnesAreAbsent() {
    StoredResponse mine = completed();
    StoredResponse expired = response(ResponseStatus.COMPLETED, null, NOW);
    store.insert(workspace, mine);
    store.insert(workspace, expired);

    assertThat(store.find(workspace(), mine.id(), NOW)).isNull();
    assertThat(store.delete(workspace(), mine.id(), NOW)).isFalse();
    assertThat(store.find(workspace, expired.id(), NOW)).isNull();
    assertThat(store.delete(workspace, expired.id(), NOW)).isFalse();
    assertThat(store.delete(workspace, mine.id(), NOW)).isTrue();
    assertThat(store.find(workspace, mine.id(), NOW)).isNull();
  }

  @Test
  void linksGoBackFromTheNewestAndCountBytes() {
    StoredResponse first = completed();
    StoredResponse second = response(ResponseStatus.COMPLETED, first.id());
    StoredResponse third = response(ResponseStatus.COMPLETED, second.id());
    List.of(first, second, third).forEach(one -> store.insert(workspace, one));
    long bytes = "\"Hello\"".length() + "{\"output\":[]}".length();

    assertThat(store.links(workspace, third.id(), 10, NOW))
        .containsExactly(
            new ChainLink(third.id(), second.id(), bytes),
            new ChainLink(second.id(), first.id(), bytes),
            new ChainLink(first.id(), null, bytes));
    assertThat(store.links(workspace, third.id(), 2, NOW)).hasSize(2);
    assertThat(store.links(workspace(), third.id(), 10, NOW)).isEmpty();
    assertThat(store.all(workspace, List.of(first.id(), third.id(), RequestId.create(CLOCK)), NOW))
        .containsExactlyInAnyOrder(first, third);
  }

  @Test
  void linksEndWhereOneHasExpiredOrIsForeign() {
    StoredResponse expired = response(ResponseStatus.COMPLETED, null, YESTERDAY);
    StoredResponse foreign = completed();
    StoredResponse afterExpired = response(ResponseStatus.COMPLETED, expired.id());
    StoredResponse afterForeign = response(ResponseStatus.COMPLETED, foreign.id());
    store.insert(workspace(), foreign);
    List.of(expired, afterExpired, afterForeign).forEach(one -> store.insert(workspace, one));

    assertThat(store.links(workspace, afterExpired.id(), 10, NOW)).hasSize(1);
    assertThat(store.links(workspace, afterForeign.id(), 10, NOW)).hasSize(1);
  }

  @Test
  void aCircleEndsAtTheLimit() {
    StoredResponse given = completed();
    StoredResponse circle =
        new StoredResponse(
            given.id(),
            given.apiKey(),
            null,
            given.createdAt(),
            given.expiresAt(),
            given.model(),
            given.status(),
            given.id(),
            given.input(),
            given.response());
    store.insert(workspace, circle);

    assertThat(store.links(workspace, circle.id(), 101, NOW)).hasSize(101);
  }

  @Test
  void theSweepTakesWhatHasExpiredInSmallParts() throws SQLException {
    Instant longAgo = NOW.minus(Duration.ofHours(47));
    for (int i = 0; i < 5; i++) {
      store.insert(workspace, response(ResponseStatus.COMPLETED, null, longAgo));
    }
    StoredResponse kept = completed();
    store.insert(workspace, kept);

    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(2);
    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(2);
    assertThat(store.deleteExpired(longAgo, 2)).isEqualTo(1);
    assertThat(store.deleteExpired(longAgo, 2)).isZero();
    assertThat(store.find(workspace, kept.id(), NOW)).isEqualTo(kept);
  }

  @Test
  void theApplicationChangesOnlyStatusAndBody() throws SQLException {
    try (Connection application = database.connectAsSystem();
        Statement statement = application.createStatement()) {
      for (String column : List.of("workspace_id", "id", "input", "expires_at", "api_key_id")) {
        assertThatThrownBy(
                () -> statement.execute("UPDATE stored_response SET " + column + " = " + column))
            .as(column)
            .hasMessageContaining("permission denied");
      }
    }
  }
}
