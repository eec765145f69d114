package dev.quorate.inference.rejudge;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.http.Fields;
import dev.quorate.inference.Ask;
import dev.quorate.inference.Endpoint;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.Visit;
import dev.quorate.inference.reading.Content;
import dev.quorate.inference.reading.Formats;
import dev.quorate.inference.reading.FusionFields;
import dev.quorate.inference.reading.Sampling;
import dev.quorate.inference.responses.AnswerShape;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.RequestId;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request to judge one run's panel again. What it leaves out is as the run had it.
 *
 * @param id the run's as the path has it
 */
record RejudgeEndpoint(String id, KeptRuns runs, KeptProjects projects) implements Endpoint {
  static final String NAME = "fusion.rejudge";

  private static final int MAX_NAME = 200;
  private static final int MAX_MS = 600_000;

  @Override
  public String name() {
    return NAME;
  }

  /** The same for every id of the run, and short for what is none. */
  @Override
  public String path() {
    String run = RequestId.parse(id).map(RequestId::asRun).orElse("none");
    return "/v1/fusion/runs/" + run + "/rejudge";
  }

  @Override
  public String modelAsked(Visit visit) {
    return FusionOptions.MODEL;
  }

  @Override
  public Visit paid(Visit visit, Ask ask) {
    Attribution payer = visit.payer();
    Rejudged rejudged = Objects.requireNonNull(ask.rejudged());
    return visit.paidBy(
        new Attribution(
            payer.workspace(),
            payer.key(),
            payer.project() == null
                ? projects.inUse(payer.workspace(), rejudged.project())
                : payer.project(),
            payer.tags().isEmpty() ? rejudged.tags() : payer.tags(),
            payer.test()));
  }

  @Override
  public Ask read(Visit visit) {
    KeptRuns.Kept kept = runs.find(visit.caller(), id);
    Fields body = visit.body();
    String instructions = body.text("instructions", Content.MAX_TEXT);
    CallerSettings settings = settings(body, kept.request().settings());
    FusionOptions options = options(body, kept);
    boolean stream = Boolean.TRUE.equals(body.bool("stream"));
    Ask ask =
        new Ask(
            FusionOptions.MODEL,
            instructed(instructions, kept.request().conversation()),
            settings,
            ToolOffer.NONE,
            options,
            null,
            null,
            new Rejudged(
                kept.run().id(), kept.answers(), kept.run().project(), kept.request().tags()),
            stream,
            List.of(),
            AnswerShape.of(instructions, settings, Sampling.metadata(body), runs.json()));
    body.refuseOthers();
    return ask;
  }

  /** Instructions of the request's own stand before everything else; the run's stay. */
  private static Conversation instructed(@Nullable String instructions, Conversation kept) {
    if (instructions == null) {
      return kept;
    }
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn.Instructions(Turn.Instructions.Role.SYSTEM, instructions));
    turns.addAll(kept.turns());
    return new Conversation(turns);
  }

  private static FusionOptions options(Fields body, KeptRuns.Kept kept) {
    return new FusionOptions(
        List.of(),
        FusionOptions.either(body.text("synthesis_model", MAX_NAME), kept.judge()),
        null,
        null,
        null,
        FusionOptions.either(body.integer("deadline_ms", 1, MAX_MS), kept.request().deadlineMs()),
        FusionOptions.either(body.bool("judge_single"), kept.request().judgeSingle()),
        FusionOptions.either(FusionFields.onJudgeFailure(body), kept.request().onJudgeFailure()),
        FusionOptions.either(FusionFields.mode(body), mode(kept)),
        kept.request().web(),
        kept.request().maxToolCalls(),
        FusionOptions.either(FusionFields.include(body, false), kept.request().shown()),
        FusionOptions.either(body.longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE), kept.seed()),
        body.bool("progress"),
        FusionOptions.either(FusionFields.maxCost(body), kept.request().maxCostUsd()),
        null);
  }

  private static Mode mode(KeptRuns.Kept kept) {
    return Mode.valueOf(kept.run().mode().toUpperCase(Locale.ROOT));
  }

  private static CallerSettings settings(Fields body, CallerSettings kept) {
    List<String> stop = Sampling.stop(body);
    Fields reasoning = body.object("reasoning");
    String effort = reasoning == null ? null : Sampling.effort(reasoning, "effort");
    if (reasoning != null) {
      reasoning.refuseOthers();
    }
    return new CallerSettings(
        FusionOptions.either(
            Sampling.maxTokens(body, "max_output_tokens", "max_tokens"), kept.maxOutputTokens()),
        FusionOptions.either(Sampling.temperature(body), kept.temperature()),
        FusionOptions.either(Sampling.topP(body), kept.topP()),
        stop.isEmpty() ? kept.stop() : stop,
        format(body, kept.format()),
        kept.seed(),
        FusionOptions.either(effort, kept.reasoningEffort()));
  }

  private static ResponseFormat format(Fields body, ResponseFormat kept) {
    Fields text = body.object("text");
    if (text == null) {
      return kept;
    }
    Fields format = text.object("format");
    text.refuseOthers();
    return format == null ? kept : Formats.read(format, "");
  }
}
