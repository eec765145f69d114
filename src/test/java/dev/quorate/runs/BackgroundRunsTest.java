package dev.quorate.runs;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.completed;
import static dev.quorate.runs.RunFixtures.end;
import static dev.quorate.runs.RunFixtures.events;
import static dev.quorate.runs.RunFixtures.queued;
import static dev.quorate.runs.RunFixtures.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundRunsTest {
  private static final Sensitive<String> BODY = Sensitive.of("{}");

  private final MemoryRuns rows = new MemoryRuns();
  private final RunNode node = new RunNode(CLOCK);
  private final RunWatches watches = new RunWatches(rows, node, Runnable::run);
  private final BackgroundRuns runs = new BackgroundRuns(rows, node, watches, CLOCK);
  private final WorkspaceId workspace = workspace();
  private final List<RequestId> stopped = new ArrayList<>();

  @Test
  void aRunBeginsQueuedOnThisNode() {
    RequestId id = opened();

    assertThat(runs.find(workspace, id).node()).isEqualTo(node.id());
    assertThatThrownBy(() -> runs.open(workspace, completed()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEndIsFinal() {
    assertThatThrownBy(() -> end(ResponseStatus.IN_PROGRESS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingToAppendIsNoReasonToAskTheDatabase() {
    RequestId id = opened();

    assertThat(runs.append(workspace, id, List.of())).isTrue();
    assertThat(rows.asked).isEmpty();
  }

  @Test
  void theLastPageIsSaidToBeTheLast() {
    RequestId id = opened();
    runs.append(workspace, id, events(0, 3));
    assertThat(runs.events(workspace, id, -1, 100).last()).isFalse();
    assertThat(runs.events(workspace, id, 3, 100).events()).isEmpty();

    runs.end(workspace, id, end(ResponseStatus.COMPLETED, events(4, 4).getFirst()));

    assertThat(runs.events(workspace, id, 1, 2).last()).isFalse();
    EventPage last = runs.events(workspace, id, 3, 2);
    assertThat(last.events()).isEqualTo(events(4, 4));
    assertThat(last.last()).isTrue();
  }

  @Test
  void aRunThatEndsWhileItsEventsAreReadHasAnotherPage() {
    RequestId id = opened();
    rows.meanwhile = () -> runs.end(workspace, id, end(ResponseStatus.COMPLETED));

    assertThat(runs.events(workspace, id, -1, 10).last()).isFalse();
    assertThat(runs.events(workspace, id, -1, 10).last()).isTrue();
  }

  @Test
  void aResponseWithoutARunHasNoEvents() {
    RequestId unknown = RequestId.create(CLOCK);

    assertThat(runs.events(workspace, unknown, -1, 10)).isNull();
    assertThat(runs.requestCancel(workspace, unknown)).isNull();
    assertThat(runs.cancelRequested(workspace, unknown)).isFalse();
    assertThatThrownBy(() -> runs.events(workspace, unknown, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCancelOnThisNodeStopsAtOnceAndOnlyOnce() {
    RequestId id = opened();
    runs.watch(id, () -> stopped.add(id));

    assertThat(runs.requestCancel(workspace, id).cancelRequested()).isTrue();
    assertThat(runs.cancelRequested(workspace, id)).isTrue();
    assertThat(stopped).containsExactly(id);
    runs.requestCancel(workspace, id);
    watches.poll();
    assertThat(stopped).containsExactly(id);
  }

  @Test
  void whatAnotherNodeAskedForIsFoundByThePoll() {
    RequestId cancelled = opened();
    RequestId deleted = opened();
    RequestId lost = opened();
    RequestId goingOn = opened();
    for (RequestId id : List.of(cancelled, deleted, lost, goingOn)) {
      runs.watch(id, () -> stopped.add(id));
    }
    watches.poll();
    assertThat(stopped).isEmpty();

    rows.requestCancel(workspace, cancelled, RunFixtures.NOW);
    rows.runs.remove(deleted);
    rows.end(workspace, lost, end(ResponseStatus.FAILED));
    watches.poll();

    assertThat(stopped).containsExactlyInAnyOrder(cancelled, deleted, lost);
  }

  @Test
  void aClosedWatchIsNotTold() {
    RequestId id = opened();
    RunWatch watch = runs.watch(id, () -> stopped.add(id));
    watch.close();

    runs.requestCancel(workspace, id);
    rows.asked.clear();
    watches.poll();

    assertThat(stopped).isEmpty();
    assertThat(rows.asked).as("questions while nobody waits").isEmpty();
  }

  @Test
  void textsDoNotPrint() {
    assertThat(events(7, 7).toString() + end(ResponseStatus.FAILED))
        .doesNotContain("\"n\"")
        .doesNotContain("\"end\"");
  }

  private RequestId opened() {
    StoredResponse response = queued();
    runs.open(workspace, response);
    runs.start(workspace, response.id(), BODY);
    return response.id();
  }
}
