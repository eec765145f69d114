package dev.quorate.fusion;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
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
 * @param judge every call of the judge, empty when it was not called
 * @param judgeOk the judge's text is the answer
 * @param reasons why the run is not {@code full}, or what was retried although it is; wire words
 * @param usedCalls lines whose text went into a later call that succeeded or into the reply
 */
public record RunOutcome(
    RunPlan plan,
    Ending ending,
    List<PanelAnswer> panel,
    List<CallReport> judge,
    boolean judgeOk,
    List<String> reasons,
    Set<UUID> usedCalls,
    Timing timing) {

  /** How good the answer is, see fusion's page of the documentation. */
  public enum Status {
    FULL,
    SINGLE,
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
     * @param toolCalls the caller's own tools the model asks it to run; only in a direct call
     */
    record Answer(Status status, String text, FinishReason finish, List<Turn.ToolCall> toolCalls)
        implements Ending {
      public Answer {
        toolCalls = List.copyOf(toolCalls);
      }

      /** An answer in text alone. */
      public Answer(Status status, String text, FinishReason finish) {
        this(status, text, finish, List.of());
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
   * Where the time went.
   *
   * @param panel from the first send to the panel's end
   * @param judge all the judge's time, zero when it was not called
   */
  public record Timing(Duration panel, Duration judge) {}

  public RunOutcome {
    panel = List.copyOf(panel);
    judge = List.copyOf(judge);
    reasons = List.copyOf(reasons);
    usedCalls = Set.copyOf(usedCalls);
  }

  /** Every line of the run, panel first, in order. */
  public List<SettledCall> lines() {
    List<SettledCall> lines = new ArrayList<>();
    panel.forEach(answer -> lines.addAll(answer.report().lines()));
    judge.forEach(report -> lines.addAll(report.lines()));
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
