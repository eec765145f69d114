package dev.quorate.inference.idempotency;

import dev.quorate.http.Reply;
import dev.quorate.inference.state.EventReplay;
import dev.quorate.inference.state.ResponseMemory;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.BackgroundRun;
import dev.quorate.runs.BackgroundRuns;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.StoredResponse;
import dev.quorate.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** Background runs that were opened with a key. */
@Singleton
class LeftRuns {
  private final ResponseMemory memory;
  private final BackgroundRuns runs;
  private final EventReplay replay;

  @Inject
  LeftRuns(ResponseMemory memory, BackgroundRuns runs, EventReplay replay) {
    this.memory = memory;
    this.runs = runs;
    this.replay = replay;
  }

  /** How such a run stands. */
  sealed interface Standing {
    /** What its client hears when it asks again. */
    record Told(Reply reply) implements Standing {}

    /** It was cancelled, or its node died: it may be asked for anew. */
    record GivenUp() implements Standing {}

    /** Its response has expired or was deleted. */
    record Gone() implements Standing {}
  }

  Standing standing(Caller caller, RequestId id, boolean streamed) {
    StoredResponse response = memory.find(caller, id.asResponse());
    if (response == null) {
      return new Standing.Gone();
    }
    if (response.status() == ResponseStatus.CANCELLED || isLost(caller, response)) {
      return new Standing.GivenUp();
    }
    return new Standing.Told(
        streamed
            ? replay.reply(caller.workspace(), id, -1)
            : new Reply(200, memory.body(response), Map.of()));
  }

  private boolean isLost(Caller caller, StoredResponse response) {
    if (response.status() != ResponseStatus.FAILED) {
      return false;
    }
    BackgroundRun run = runs.find(caller.workspace(), response.id());
    return run != null && BackgroundRun.NODE_LOST.equals(run.errorCode());
  }
}
