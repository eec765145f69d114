package dev.quorate.fusion.web;

import dev.quorate.fusion.plan.PromptSize;
import dev.quorate.fusion.plan.WebUse;
import dev.quorate.fusion.prompt.WebText;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.AnswerSink;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.ModelCaller;
import dev.quorate.upstream.WholeAnswer;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One member's calls with the web: it is called, what it asks for is run, it is called again with
 * the results, until it answers in text. After its last step, and when time, context or ledger have
 * no more to give, it is called once without the choice of a tool. To the run this is one call with
 * several lines, whose result is the last one's and never asks for tools.
 *
 * <p>While tools may be asked for nothing is streamed: text of such a step may turn out not to be
 * the answer. A retry of the same member goes on where the failed step stood.
 */
final class ToolLoop implements ModelCaller {
  /** With less time than this, or than a third of what it had, a member is asked to close. */
  private static final long CLOSING_NANOS = Duration.ofSeconds(20).toNanos();

  private final ToolLoops shared;
  private final ModelCaller caller;
  private final WebUse use;
  private final RunSources sources;
  private final BooleanSupplier givenUp;
  private @Nullable Conversation heard;
  private int steps;
  private boolean closed;

  ToolLoop(
      ToolLoops shared,
      ModelCaller caller,
      WebUse use,
      RunSources sources,
      BooleanSupplier givenUp) {
    this.shared = shared;
    this.caller = caller;
    this.use = use;
    this.sources = sources;
    this.givenUp = givenUp;
  }

  @Override
  public CallReport call(
      ModelRequest request, CommittedIntent first, CallJournal journal, CallTerms terms) {
    return request.tools().isEmpty()
        ? caller.call(request, first, journal, terms)
        : new Round(request, journal, terms).run(first);
  }

  /** The member's calls from one intent to a result. */
  private final class Round {
    private final ModelRequest request;
    private final CallJournal journal;
    private final CallTerms terms;
    private final long start = shared.nanoTime().getAsLong();
    private final List<SettledCall> lines = new ArrayList<>();

    Round(ModelRequest request, CallJournal journal, CallTerms terms) {
      this.request = request;
      this.journal = journal;
      this.terms = terms;
    }

    CallReport run(CommittedIntent first) {
      Conversation talk = heard == null ? request.conversation() : heard;
      CommittedIntent intent = first;
      while (true) {
        boolean last = isLast();
        CallReport report =
            caller.call(asked(talk, intent, last), intent, journal, terms(last ? sink() : null));
        lines.addAll(report.lines());
        if (!(report.result() instanceof CallResult.Answered answer)) {
          return ended(report.result());
        }
        if (last || answer.toolCalls().isEmpty()) {
          return ended(text(answer, last));
        }
        talk = told(talk, answer, report.last());
        heard = talk;
        CallResult.Failed over = over();
        if (over != null) {
          return ended(over);
        }
        try {
          intent = journal.next(next(talk, report.last().call()));
        } catch (GatewayException refused) {
          return ended(
              new CallResult.Failed(
                  FailureKind.NOT_SENT, null, refused.text(), refused.retryAfter()));
        }
      }
    }

    private boolean isLast() {
      return closed || steps >= use.maxSteps() || left() < Math.min(CLOSING_NANOS, all() / 3);
    }

    private long all() {
      return terms.deadline().nanoTime() - start;
    }

    private long left() {
      return terms.deadline().nanoTime() - shared.nanoTime().getAsLong();
    }

    private ModelRequest asked(Conversation talk, CommittedIntent intent, boolean last) {
      ToolChoice choice = last ? ToolChoice.NONE : ToolChoice.AUTO;
      return new ModelRequest(
          talk,
          room(intent.call()).capped(intent.call().outputBound()),
          new ToolOffer(request.tools().tools(), choice, null),
          request.insideFusion());
    }

    private WebRoom room(PlannedCall call) {
      return new WebRoom(call.model(), request.settings());
    }

    private long size(Conversation talk) {
      return shared.counter().count(talk) + PromptSize.tokens(request.tools(), shared.counter());
    }

    private CallTerms terms(@Nullable AnswerSink sink) {
      return new CallTerms(terms.deadline(), terms.cancellation(), sink);
    }

    /** Takes text alone: a tool that is called without a choice is not run. */
    private @Nullable AnswerSink sink() {
      AnswerSink sink = terms.sink();
      return sink == null
          ? null
          : delta -> {
            if (delta instanceof AnswerDelta.Text) {
              sink.accept(delta);
            }
          };
    }

    /** The conversation with what the member asked for and what came of it. */
    private Conversation told(Conversation talk, CallResult.Answered answer, SettledCall line) {
      steps++;
      WebStep step = new WebStep(shared.web(), journal, terms, givenUp);
      List<WebStep.Told> told = step.run(answer.toolCalls(), line);
      lines.addAll(step.lines());
      Conversation longer = talk.with(new Turn.Assistant(answer.text(), answer.toolCalls()));
      WebRoom room = room(line.call());
      Iterator<String> shown = shown(told, room.left(size(longer))).iterator();
      for (WebStep.Told one : told) {
        if (one.answer() != null) {
          sources.add(line.call().panelIndex(), one.answer().sources());
        }
        String text = one.answer() == null ? one.sentence() : shown.next();
        longer = longer.with(new Turn.ToolResult(one.call().id(), text));
      }
      closed |= step.wasRefused() || room.isFull(size(longer));
      return longer;
    }

    private List<String> shown(List<WebStep.Told> told, long tokens) {
      List<String> texts = new ArrayList<>();
      for (WebStep.Told one : told) {
        if (one.answer() != null) {
          texts.add(one.answer().text());
        }
      }
      return WebText.shown(texts, tokens, shared.marks().get(), shared.counter());
    }

    /** Why the member is not called again, or null. */
    private CallResult.@Nullable Failed over() {
      FailureKind kind =
          switch (terms.cancellation().reason()) {
            case STRAGGLER -> FailureKind.STRAGGLER;
            case TIMEOUT -> FailureKind.TIMEOUT;
            case SILENCE -> FailureKind.SILENT;
            case CANCELLED -> FailureKind.CANCELLED;
            case null -> givenUp.getAsBoolean() ? FailureKind.CANCELLED : late();
          };
      return kind == null
          ? null
          : new CallResult.Failed(kind, null, "The call was given up on the web.", null);
    }

    private @Nullable FailureKind late() {
      return left() > 0 ? null : FailureKind.TIMEOUT;
    }

    private PlannedCall next(Conversation talk, PlannedCall done) {
      WebRoom room = room(done);
      long size = size(talk);
      return new PlannedCall(
          done.role(),
          done.panelIndex(),
          done.step() + 1,
          0,
          done.parent(),
          done.model(),
          room.inputBound(size),
          room.outputCap(size));
    }

    /** The answer's text; it is told at once where nothing of it was told as it came. */
    private CallResult.Answered text(CallResult.Answered answer, boolean told) {
      boolean asked = answer.finish() == FinishReason.TOOL_CALLS;
      CallResult.Answered text =
          new CallResult.Answered(answer.text(), asked ? FinishReason.STOP : answer.finish());
      AnswerSink sink = terms.sink();
      if (!told && sink != null) {
        WholeAnswer.tell(text, sink);
      }
      return text;
    }

    private CallReport ended(CallResult result) {
      long took = shared.nanoTime().getAsLong() - start;
      return new CallReport(result, lines, Duration.ofNanos(took));
    }
  }
}
