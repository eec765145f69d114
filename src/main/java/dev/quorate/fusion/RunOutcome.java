package dev.quorate.fusion;

import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import dev.quorate.websearch.WebSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended and everything it caused.
 *
 * @param panel every seat, in the caller's order
 * @param judging what judge and writer did
 * @param reasons why the run is not {@code full}, or what was retried although it is; wire words
 * @param usedCalls lines whose text went into a later call that succeeded or into the reply
 * @param sources pages that panel and judge were shown
 */
public record RunOutcome(
    RunPlan plan,
    Ending ending,
    List<PanelAnswer> panel,
    Judging judging,
    List<String> reasons,
    Set<UUID> usedCalls,
    List<WebSource> sources,
    Timing timing) {

  /** How good the answer is, see fusion's page of the documentation. */
  public enum Status {
    FULL,
    SINGLE,
    /** The outer model answered alone. */
    NOT_INVOKED,
    DEGRADED,
    FAILED,
    CANCELLED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the caller gets. */
  public sealed interface Ending {
    Status status();

    /**
     * An answer.
     *
     * @param before what the outer model of a turn said before it asked the panel, or empty
     * @param toolCalls the caller's own tools the model asks it to run; not with a panel alone
     */
    record Answer(
        Status status,
        String before,
        String text,
        FinishReason finish,
        List<Turn.ToolCall> toolCalls)
        implements Ending {
      public Answer {
        toolCalls = List.copyOf(toolCalls);
      }

      /** An answer in text alone. */
      public Answer(Status status, String text, FinishReason finish) {
        this(status, "", text, finish, List.of());
      }

      /** Both texts as one, a blank line between them. */
      public String wholeText() {
        return before.isEmpty() || text.isEmpty() ? before + text : before + "\n\n" + text;
      }

      @Override
      public String toString() {
        return "Answer[" + status + ", " + text.length() + " chars]";
      }
    }

    /**
     * No answer.
     *
     * @param message safe for the caller
     * @param retryAfter what the providers asked for, null when they did not
     */
    record Failure(Status status, ErrorCode code, String message, @Nullable Duration retryAfter)
        implements Ending {}
  }

  /**
   * What judge and writer did.
   *
   * @param judge every call of the judge, empty when it was not called
   * @param judgeOk its judgement went into the answer
   * @param writer every call of the writer; in a turn, of the outer model
   * @param writerOk the writer's text is the answer
   * @param analysis the comparison, null where there is none
   */
  public record Judging(
      List<CallReport> judge,
      boolean judgeOk,
      List<CallReport> writer,
      boolean writerOk,
      @Nullable Analysis analysis) {
    static final Judging NONE = new Judging(List.of(), false, List.of(), false, null);

    public Judging {
      judge = List.copyOf(judge);
      writer = List.copyOf(writer);
    }
  }

  /**
   * Where the time went.
   *
   * @param panel from the first send to the panel's end
   * @param judge all the judge's time, zero when it was not called
   * @param outer the calls of a turn's outer model, zero where there is none
   */
  public record Timing(Duration panel, Duration judge, Duration outer) {
    /** Without an outer model. */
    Timing(Duration panel, Duration judge) {
      this(panel, judge, Duration.ZERO);
    }
  }

  public RunOutcome {
    panel = List.copyOf(panel);
    reasons = List.copyOf(reasons);
    usedCalls = Set.copyOf(usedCalls);
    sources = List.copyOf(sources);
  }

  /** Whether anybody asked the web. */
  public boolean askedTheWeb() {
    return lines().stream()
        .map(line -> line.call().role())
        .anyMatch(role -> role == CallRole.WEB_SEARCH || role == CallRole.WEB_FETCH);
  }

  /** The same calls with another end. */
  RunOutcome ending(Ending other) {
    return new RunOutcome(plan, other, panel, judging, reasons, Set.of(), sources, timing);
  }

  /** Whether the panel ran. */
  public boolean invoked() {
    return !panel.isEmpty();
  }

  /** Every line of the run, panel first, in order. */
  public List<SettledCall> lines() {
    List<SettledCall> lines = new ArrayList<>();
    panel.forEach(answer -> lines.addAll(answer.report().lines()));
    judging.judge().forEach(report -> lines.addAll(report.lines()));
    judging.writer().forEach(report -> lines.addAll(report.lines()));
    return lines;
  }

  /** Sum of every line, as the ledger has it. */
  public Money total() {
    return sum(lines());
  }

  /** Sum of the lines of one role. */
  public Money cost(CallRole role) {
    return sum(lines().stream().filter(line -> line.call().role() == role).toList());
  }

  /** The part of the total on lines nobody used. */
  public Money waste() {
    return sum(lines().stream().filter(line -> !usedCalls.contains(line.callId())).toList());
  }

  /** Sum over every underlying call. */
  public TokenUsage usage() {
    return lines().stream()
        .map(line -> line.ending().usage())
        .reduce(TokenUsage.ZERO, TokenUsage::plus);
  }

  private static Money sum(List<SettledCall> lines) {
    return lines.stream().map(SettledCall::amount).reduce(Money.ZERO, Money::plus);
  }
}
