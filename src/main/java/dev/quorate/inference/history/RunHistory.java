package dev.quorate.inference.history;

import dev.quorate.fusion.PanelAnswer;
import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.ErrorBody;
import dev.quorate.http.Json;
import dev.quorate.inference.Delivery;
import dev.quorate.inference.FailedReply;
import dev.quorate.inference.FusionReport;
import dev.quorate.inference.RunReply;
import dev.quorate.inference.Visit;
import dev.quorate.inference.state.Recollection;
import dev.quorate.kernel.Sensitive;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.runs.finished.FinishedFusions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what runs with a panel did and said, every text included, before their client hears
 * the end. A database that is away costs the history a run, not the client its answer. Nothing is
 * written where texts are not kept, or the request said {@code store: false}.
 */
@Singleton
public class RunHistory {
  private static final System.Logger LOG = System.getLogger(RunHistory.class.getName());

  private final FinishedFusions runs;
  private final Json json;
  private final Clock clock;

  @Inject
  public RunHistory(FinishedFusions runs, Json json, Clock clock) {
    this.runs = runs;
    this.json = json;
    this.clock = clock;
  }

  /** The same run; what comes of it is written down. */
  public Delivery.Run following(RunReply replies, String endpoint, Visit visit, Delivery.Run run) {
    Recollection recollection = replies.ask().recollection();
    boolean fusion = replies.ask().fusion() != null || replies.ask().turn() != null;
    if (!fusion || (recollection != null && !recollection.store())) {
      return run;
    }
    return new Delivery.Run() {
      @Override
      public RunOutcome run(RunControl control) {
        RunOutcome outcome = run.run(control);
        keep(replies, endpoint, visit, outcome);
        return outcome;
      }

      @Override
      public void broke(Throwable fault) {
        run.broke(fault);
      }
    };
  }

  private void keep(RunReply replies, String endpoint, Visit visit, RunOutcome outcome) {
    try {
      Told told = told(replies, outcome);
      if (told != null && runs.keeps(visit.payer().workspace())) {
        runs.save(visit.payer().workspace(), finished(replies, endpoint, visit, told));
      }
    } catch (RuntimeException away) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} has ended and could not be kept: {1}",
          visit.head().id(),
          away.getClass().getName());
    }
  }

  /** A run in the words of its reply. */
  private record Told(RunOutcome outcome, FusionReport report, ErrorBody.@Nullable Cause error) {}

  private @Nullable Told told(RunReply replies, RunOutcome outcome) {
    return switch (outcome.ending()) {
      case RunOutcome.Ending.Answer answer -> {
        FusionReport report = replies.finished(outcome, answer, clock.instant()).fusion();
        yield report == null ? null : new Told(outcome, report, null);
      }
      case RunOutcome.Ending.Failure failure -> {
        FailedReply failed = replies.failure(outcome, failure);
        FusionReport report = failed.fusion();
        yield report == null ? null : new Told(outcome, report, failed.error());
      }
    };
  }

  private FinishedFusion finished(RunReply replies, String endpoint, Visit visit, Told told) {
    Instant createdAt = visit.head().receivedAt();
    return new FinishedFusion(
        visit.head().id(),
        visit.payer().key(),
        visit.payer().project(),
        endpoint,
        replies.ask().model(),
        told.report().mode(),
        told.report().status(),
        told.outcome().total(),
        createdAt,
        clock.instant(),
        runs.expiry(visit.payer().workspace(), createdAt),
        replies.ask().rejudged() == null ? null : replies.ask().rejudged().run(),
        KeptRequest.of(replies.ask(), told.outcome().plan(), visit.payer()).written(json),
        Sensitive.of(tree(told).toString()));
  }

  private ObjectNode tree(Told told) {
    ObjectNode run = json.mapper().createObjectNode();
    run.set("plan", json.mapper().valueToTree(PlanSummary.of(told.outcome().plan())));
    String answer =
        told.outcome().ending() instanceof RunOutcome.Ending.Answer given
            ? given.wholeText()
            : null;
    run.put("answer", answer);
    run.set("error", json.mapper().valueToTree(told.error()));
    ObjectNode report = json.mapper().valueToTree(told.report());
    if (report.get("panel") instanceof ArrayNode seats) {
      addTexts(seats, told.outcome().panel());
    }
    run.set("fusion", report);
    return run;
  }

  /** The reply shows texts where it was asked to; what is kept has all of them. */
  private static void addTexts(ArrayNode seats, List<PanelAnswer> answers) {
    for (int place = 0; place < answers.size(); place++) {
      if (answers.get(place) instanceof PanelAnswer.Usable usable
          && seats.get(place) instanceof ObjectNode seat) {
        seat.put("text", usable.text());
        seat.put("finish", usable.finish().name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
