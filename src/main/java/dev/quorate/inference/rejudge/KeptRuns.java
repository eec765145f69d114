package dev.quorate.inference.rejudge;

import dev.quorate.billing.rows.RequestTraceStore;
import dev.quorate.fusion.plan.DropReason;
import dev.quorate.fusion.plan.KeptAnswer;
import dev.quorate.http.Json;
import dev.quorate.inference.history.KeptRequest;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.runs.finished.FinishedFusions;
import dev.quorate.tenancy.Caller;
import dev.quorate.upstream.FinishReason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the run whose panel is to be judged again, or says why it cannot be. */
@Singleton
public class KeptRuns {
  private final FinishedFusions runs;
  private final Traces traces;
  private final Json json;

  @Inject
  KeptRuns(FinishedFusions runs, RequestTraceStore traces, Json json) {
    this(runs, (caller, id) -> traces.find(caller.workspace(), id), json);
  }

  /** With traces from anywhere. */
  KeptRuns(FinishedFusions runs, Traces traces, Json json) {
    this.runs = runs;
    this.traces = traces;
    this.json = json;
  }

  /** What the ledger knows of a request; null where it was never made. */
  @FunctionalInterface
  interface Traces {
    RequestTraceStore.@Nullable Trace of(Caller caller, RequestId id);
  }

  /**
   * A run that can be judged again.
   *
   * @param told what it did and said, as JSON
   * @param answers one for each seat, at least one of them usable
   */
  record Kept(FinishedFusion run, KeptRequest request, JsonNode told, List<KeptAnswer> answers) {
    String judge() {
      return told.at("/plan/synthesis_model").asString("");
    }

    @Nullable Long seed() {
      JsonNode seed = told.at("/fusion/seed");
      return seed.isIntegralNumber() ? (Long) seed.longValue() : null;
    }
  }

  /**
   * The run of an id, of the run itself, its request or its response.
   *
   * @throws GatewayException RETENTION_OFF, NOT_FOUND, RUN_NOT_FINISHED, RUN_TEXTS_GONE,
   *     RUN_WITHOUT_ANSWERS
   */
  Kept find(Caller caller, String id) {
    if (!runs.keeps(caller.workspace())) {
      throw ErrorCode.RETENTION_OFF.because(
          "This workspace keeps no texts, and judging a panel again needs its answers.");
    }
    RequestId known = RequestId.parse(id).orElseThrow(KeptRuns::notFound);
    FinishedFusion run = runs.find(caller.workspace(), known, caller.lockedProject());
    if (run == null) {
      throw absent(caller, known);
    }
    KeptRequest request = KeptRequest.read(run.request(), json);
    if (request == null) {
      throw gone();
    }
    JsonNode told = json.mapper().readTree(run.run().reveal());
    List<KeptAnswer> answers = answers(told);
    if (answers.stream().noneMatch(KeptAnswer.Usable.class::isInstance)) {
      throw ErrorCode.RUN_WITHOUT_ANSWERS.because(
          "No panel model of this run gave a usable answer, so there is nothing to judge.");
    }
    return new Kept(run, request, told, answers);
  }

  Json json() {
    return json;
  }

  /** A key that is locked to a project is not told of the others' requests. */
  private GatewayException absent(Caller caller, RequestId id) {
    RequestTraceStore.Trace trace = traces.of(caller, id);
    boolean unseen =
        trace != null
            && caller.lockedProject() != null
            && !caller.lockedProject().equals(trace.project());
    if (trace == null || unseen || !trace.panel()) {
      return notFound();
    }
    return trace.running()
        ? ErrorCode.RUN_NOT_FINISHED.because(
            "This run is still going on; its panel can be judged again once it has ended.")
        : gone();
  }

  private static GatewayException notFound() {
    return ErrorCode.NOT_FOUND.because("There is no such run.");
  }

  private static GatewayException gone() {
    return ErrorCode.RUN_TEXTS_GONE.because(
        "The texts of this run are not kept, or have expired; its receipt is still there.");
  }

  private static List<KeptAnswer> answers(JsonNode told) {
    List<KeptAnswer> answers = new ArrayList<>();
    for (JsonNode seat : told.at("/fusion/panel")) {
      ModelSlug model = new ModelSlug(seat.path("model").asString());
      JsonNode text = seat.path("text");
      answers.add(
          text.isString()
              ? new KeptAnswer.Usable(model, text.stringValue(), finish(seat))
              : new KeptAnswer.Dropped(model, reason(seat), status(seat)));
    }
    return answers;
  }

  private static FinishReason finish(JsonNode seat) {
    return FinishReason.valueOf(seat.path("finish").asString("stop").toUpperCase(Locale.ROOT));
  }

  private static DropReason reason(JsonNode seat) {
    return DropReason.valueOf(seat.path("reason").asString("error").toUpperCase(Locale.ROOT));
  }

  private static @Nullable Integer status(JsonNode seat) {
    JsonNode status = seat.path("status_code");
    return status.isIntegralNumber() ? (Integer) status.intValue() : null;
  }
}
