package dev.quorate.billing.budget;

import dev.quorate.kernel.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose spending a budget caps. */
public enum BudgetScope {
  WORKSPACE(ErrorCode.WORKSPACE_BUDGET_EXCEEDED),
  PROJECT(ErrorCode.PROJECT_BUDGET_EXCEEDED),
  KEY(ErrorCode.KEY_LIMIT_EXCEEDED);

  private final ErrorCode exceeded;

  BudgetScope(ErrorCode exceeded) {
    this.exceeded = exceeded;
  }

  /** What a request is refused with when such a budget has no room for it. */
  public ErrorCode exceeded() {
    return exceeded;
  }

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BudgetScope> parse(String wire) {
    return Arrays.stream(values()).filter(scope -> scope.wire().equals(wire)).findFirst();
  }
}
