package dev.quorate.runs.rows;

import static dev.quorate.runs.ResponseStatus.CANCELLED;
import static dev.quorate.runs.ResponseStatus.COMPLETED;
import static dev.quorate.runs.ResponseStatus.FAILED;
import static dev.quorate.runs.ResponseStatus.IN_PROGRESS;
import static dev.quorate.runs.ResponseStatus.QUEUED;
import static dev.quorate.runs.RunFixtures.NOW;
import static dev.quorate.runs.RunFixtures.completed;
import static dev.quorate.runs.RunFixtures.end;
import static dev.quorate.runs.RunFixtures.events;
import static dev.quorate.runs.RunFixtures.queued;
import static dev.quorate.runs.RunFixtures.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.RunEnd;
import dev.quorate.runs.StoredResponse;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Background runs on a real database, as the application's role. */
class BackgroundRowsIT {
  private static final Sensitive<String> WORKING = Sensitive.of("{\"status\":\"in_progress\"}");
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static FreshDatabase database;
  private static PlainUnitOfWork work;
  private static RunStore runs;
  private static NodeStore nodes;
  private static ResponseStore responses;

  private final WorkspaceId workspace = workspace();
  private final UUID node = UUID.randomUUID();

  @BeforeAll
  static void open() {
    database = FreshDatabase.create();
    work = PlainUnitOfWork.on(database, new RunEntities());
    runs = new RunStore(work.unit());
    nodes = new NodeStore(work.unit());
    responses = new ResponseStore(work.unit());
  }

  @AfterAll
  static void close() {
    work.close();
  }

  @Test
  void aRunIsQueuedThenInProgressThenAtItsEnd() {
    RequestId id = opened();
    assertThat(find(id).status()).isEqualTo(QUEUED);
    assertThat(find(id).node()).isEqualTo(node);
    assertThat(find(id).startedAt()).isNull();

    assertThat(runs.start(workspace, id, WORKING)).isTrue();
    assertThat(find(id).status()).isEqualTo(IN_PROGRESS);
    assertThat(find(id).startedAt()).isNotNull();
    assertThat(responses.find(workspace, id, NOW).response()).isEqualTo(WORKING);

    RunEnd failed = new RunEnd(FAILED, Sensitive.of("{}"), "judge_failed", events(0, 1));
    assertThat(runs.end(workspace, id, failed)).isTrue();
    assertThat(find(id).status()).isEqualTo(FAILED);
    assertThat(find(id).endedAt()).isNotNull();
    assertThat(find(id).errorCode()).isEqualTo("judge_failed");
    assertThat(responses.find(workspace, id, NOW).status()).isEqualTo(FAILED);
    assertThat(runs.events(workspace, id, -1, 10)).isEqualTo(events(0, 1));
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    RequestId id = opened();
    runs.end(workspace, id, end(COMPLETED));

    assertThat(runs.start(workspace, id, WORKING)).isFalse();
    assertThat(runs.append(workspace, id, events(0, 3))).isFalse();
    for (ResponseStatus other : List.of(FAILED, CANCELLED, COMPLETED)) {
      assertThat(runs.end(workspace, id, end(other, events(0, 0).getFirst()))).isFalse();
    }
    assertThat(find(id).status()).isEqualTo(COMPLETED);
    assertThat(runs.events(workspace, id, -1, 10)).isEmpty();
    assertThat(runs.requestCancel(workspace, id, NOW))
        .extracting(BackgroundRun::status, BackgroundRun::cancelRequested)
        .containsExactly(COMPLETED, false);
  }

  @Test
  void oneOfManyEndsAtOnceWins() throws Exception {
    RequestId id = opened();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> ends =
          IntStream.range(0, 12)
              .mapToObj(i ->
                  threads.submit(() ->
                      runs.end(
                          workspace,
                          id,
                          end(i % 2 == 0 ? COMPLETED : CANCELLED, events(i, i).getFirst()))))
              .toList();
      int won = 0;
      for (Future<Boolean> one : ends) {
        won += one.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(runs.events(workspace, id, -1, 10)).hasSize(1);
  }

  @Test
  void eventsComeInOrderOnceAndFromWhereOneLeftOff() {
    RequestId id = opened();
    assertThat(runs.append(workspace, id, events(0, 4))).isTrue();
    assertThat(runs.append(workspace, id, events(3, 9))).isTrue();

    assertThat(runs.events(workspace, id, -1, 100)).isEqualTo(events(0, 9));
    assertThat(runs.events(workspace, id, 3, 2)).isEqualTo(events(4, 5));
    assertThat(runs.events(workspace, id, 9, 10)).isEmpty();
    assertThat(runs.events(workspace(), id, -1, 10)).isEmpty();
  }

  @Test
  void aCancelIsSeenByTheNodeAndOnlyTheWorkspaceMayAskForIt() {
    RequestId id = opened();
    assertThat(nodes.goingOn(node)).containsExactly(id);

    assertThat(runs.requestCancel(workspace(), id, NOW)).isNull();
    assertThat(nodes.goingOn(node)).containsExactly(id);
    assertThat(runs.requestCancel(workspace, id, NOW).cancelRequested()).isTrue();
    assertThat(nodes.goingOn(node)).isEmpty();
    assertThat(find(id).status()).isEqualTo(QUEUED);
    assertThat(runs.start(workspace, id, WORKING)).isFalse();
    assertThat(runs.end(workspace, id, end(CANCELLED))).isTrue();
    assertThat(find(id).status()).isEqualTo(CANCELLED);
  }

  @Test
  void aDeletedResponseTakesRunAndEventsAlong() throws SQLException {
    RequestId id = opened();
    runs.append(workspace, id, events(0, 9));

    assertThat(responses.delete(workspace, id, NOW)).isTrue();
    assertThat(nodes.goingOn(node)).isEmpty();
    assertThat(runs.find(workspace, id, NOW)).isNull();
    assertThat(runs.append(workspace, id, events(10, 10))).isFalse();
    assertThat(runs.end(workspace, id, end(COMPLETED))).isFalse();
    assertThat(count("background_event WHERE request_id = '" + id.value() + "'")).isZero();
  }

  @Test
  void aResponseThatNobodyRunsInTheBackgroundIsNoRun() {
    StoredResponse foreground = completed();
    responses.insert(workspace, foreground);

    assertThat(runs.find(workspace, foreground.id(), NOW)).isNull();
    assertThat(runs.requestCancel(workspace, foreground.id(), NOW)).isNull();
  }

  @Test
  void runsOfASilentNodeFailOnceAndThoseOfALiveOneGoOn() throws SQLException {
    UUID live = UUID.randomUUID();
    nodes.beat(node);
    nodes.beat(live);
    RequestId lost = opened();
    RequestId ended = opened();
    runs.end(workspace, ended, end(COMPLETED));
    StoredResponse other = queued();
    runs.insert(workspace, other, live);
    assertThat(find(lost).status()).isEqualTo(QUEUED);
    nodes.failLost(SILENCE); // what other tests left
    assertThat(find(lost).status()).isEqualTo(QUEUED);

    silence(node, 31);
    assertThat(nodes.failLost(SILENCE)).isEqualTo(1);
    assertThat(nodes.failLost(SILENCE)).isZero();
    assertThat(find(lost).status()).isEqualTo(FAILED);
    assertThat(find(lost).errorCode()).isEqualTo(BackgroundRun.NODE_LOST);
    assertThat(find(ended).status()).isEqualTo(COMPLETED);
    assertThat(find(other.id()).status()).isEqualTo(QUEUED);
    assertThat(runs.append(workspace, lost, events(0, 0))).isFalse();
    assertThat(nodes.goingOn(node)).isEmpty();
    nodes.leave(live);
    assertThat(nodes.failLost(SILENCE)).isEqualTo(1);
  }

  @Test
  void nodesNobodyHeardOfForADayAreForgotten() throws SQLException {
    nodes.beat(node);
    silence(node, 86_500);
    nodes.failLost(SILENCE);

    assertThat(count("run_node WHERE node_id = '" + node + "'")).isZero();
  }

  @Test
  void manyRunsAppendAtOnceAndNoneLosesAnEvent() throws Exception {
    List<RequestId> ids = IntStream.range(0, 20).mapToObj(_ -> opened()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> done =
          ids.stream().map(id -> threads.submit(() -> appendAll(id))).toList();
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    }
    for (RequestId id : ids) {
      assertThat(runs.events(workspace, id, -1, 1000)).isEqualTo(events(0, 100));
      assertThat(find(id).status()).isEqualTo(COMPLETED);
    }
  }

  private boolean appendAll(RequestId id) {
    boolean all = runs.start(workspace, id, WORKING);
    for (int from = 0; from < 100; from += 10) {
      all &= runs.append(workspace, id, events(from, from + 9));
    }
    return all && runs.end(workspace, id, end(COMPLETED, events(100, 100).getFirst()));
  }

  private RequestId opened() {
    StoredResponse response = queued();
    runs.insert(workspace, response, node);
    return response.id();
  }

  private BackgroundRun find(RequestId id) {
    return runs.find(workspace, id, NOW);
  }

  private static void silence(UUID node, int seconds) throws SQLException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "UPDATE run_node SET seen_at = clock_timestamp() - interval '%d seconds' WHERE node_id = '%s'"
              .formatted(seconds, node));
    }
  }

  private static long count(String from) throws SQLException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
