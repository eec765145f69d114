package dev.quorate.runs;

import static dev.quorate.runs.ResponseStatus.COMPLETED;
import static dev.quorate.runs.ResponseStatus.IN_PROGRESS;
import static dev.quorate.runs.ResponseStatus.QUEUED;
import static dev.quorate.runs.RunFixtures.CLOCK;
import static dev.quorate.runs.RunFixtures.NOW;
import static dev.quorate.runs.RunFixtures.completed;
import static dev.quorate.runs.RunFixtures.response;
import static dev.quorate.runs.RunFixtures.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredResponsesTest {
  private final MemoryResponses rows = new MemoryResponses();
  private final StoredResponses stored = new StoredResponses(rows, CLOCK);
  private final WorkspaceId workspace = workspace();

  @Test
  void foreignExpiredAndUnknownOnesAreAbsentAlike() {
    StoredResponse mine = completed();
    StoredResponse expired = response(COMPLETED, null, NOW);
    stored.save(workspace, mine);
    stored.save(workspace, expired);

    assertThat(stored.find(workspace, mine.id())).isEqualTo(mine);
    for (RequestId absent : List.of(expired.id(), RequestId.create(CLOCK))) {
      assertThat(stored.find(workspace, absent)).isNull();
      assertThat(stored.delete(workspace, absent)).isFalse();
      assertThat(stored.chain(workspace, absent)).isEqualTo(new Chain.Broken(absent));
    }
    WorkspaceId other = workspace();
    assertThat(stored.find(other, mine.id())).isNull();
    assertThat(stored.delete(other, mine.id())).isFalse();
    assertThat(stored.chain(other, mine.id())).isEqualTo(new Chain.Broken(mine.id()));
    assertThat(stored.delete(workspace, mine.id())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "IN_PROGRESS"})
  void whatIsNotFinalBelongsToABackgroundRun(ResponseStatus status) {
    assertThatThrownBy(() -> stored.save(workspace, response(status, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chainsAreOldestFirst() {
    List<StoredResponse> chain = chainOf(Chain.MAX_LINKS);

    assertThat(stored.chain(workspace, chain.getLast().id())).isEqualTo(new Chain.Whole(chain));
    assertThat(stored.chain(workspace, chain.getFirst().id()))
        .isEqualTo(new Chain.Whole(List.of(chain.getFirst())));
  }

  @Test
  void moreThanAHundredLinksAreTooMany() {
    List<StoredResponse> chain = chainOf(Chain.MAX_LINKS + 1);

    assertThat(stored.chain(workspace, chain.getLast().id())).isEqualTo(new Chain.TooLong());
  }

  @Test
  void moreTextThanMemoryShouldHoldIsTooMuch() {
    List<StoredResponse> chain = chainOf(2);
    rows.bytes = Chain.MAX_BYTES / 2;
    assertThat(stored.chain(workspace, chain.getLast().id())).isEqualTo(new Chain.Whole(chain));

    rows.bytes++;
    assertThat(stored.chain(workspace, chain.getLast().id())).isEqualTo(new Chain.TooLong());
  }

  @Test
  void aMissingLinkIsNamed() {
    StoredResponse expired = response(COMPLETED, null, NOW);
    StoredResponse newest = response(COMPLETED, expired.id());
    stored.save(workspace, expired);
    stored.save(workspace, newest);

    assertThat(stored.chain(workspace, newest.id())).isEqualTo(new Chain.Broken(expired.id()));
  }

  @Test
  void aLinkThatIsDeletedMeanwhileIsMissing() {
    List<StoredResponse> chain = chainOf(3);
    RequestId middle = chain.get(1).id();
    rows.meanwhile = () -> rows.delete(workspace, middle, NOW);

    assertThat(stored.chain(workspace, chain.getLast().id())).isEqualTo(new Chain.Broken(middle));
  }

  @Test
  void circlesEnd() {
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
    stored.save(workspace, circle);

    assertThat(stored.chain(workspace, circle.id())).isEqualTo(new Chain.TooLong());
  }

  @Test
  void onlyQueuedAndInProgressAreNotFinal() {
    assertThat(ResponseStatus.values())
        .filteredOn(status -> !status.isFinal())
        .containsExactly(QUEUED, IN_PROGRESS);
    for (ResponseStatus status : ResponseStatus.values()) {
      assertThat(ResponseStatus.parse(status.wire())).contains(status);
    }
  }

  @Test
  void sweepsGoOnUntilNothingHasExpired() {
    for (int i = 0; i < 2 * Sweep.BATCH + 7; i++) {
      rows.insert(workspace, response(COMPLETED, null, NOW));
    }
    StoredResponse kept = completed();
    rows.insert(workspace, kept);

    new Sweep(rows, new MemoryKeys(), new MemoryFusions(), CLOCK).run();

    assertThat(rows.rows.values()).containsExactly(kept);
  }

  @Test
  void textsDoNotPrint() {
    assertThat(completed().toString()).doesNotContain("Hello").doesNotContain("output");
  }

  private List<StoredResponse> chainOf(int length) {
    List<StoredResponse> chain = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      chain.add(response(COMPLETED, chain.isEmpty() ? null : chain.getLast().id()));
      stored.save(workspace, chain.getLast());
    }
    return chain;
  }
}
