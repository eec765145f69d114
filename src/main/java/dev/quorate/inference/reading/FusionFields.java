package dev.quorate.inference.reading;

import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members of a {@code fusion} object that other objects of ours have too. */
public final class FusionFields {
  /** Asks for the panel's work as an output item. */
  public static final String ITEM = "item";

  /** Beyond what any run can cost. */
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);

  private static final int MAX_PANEL = 8;
  private static final int MAX_NAME = 200;

  private FusionFields() {}

  /** {@code on_judge_failure}. */
  public static @Nullable OnJudgeFailure onJudgeFailure(Fields fusion) {
    String wish = fusion.text("on_judge_failure", MAX_NAME);
    return switch (wish) {
      case null -> null;
      case "degrade" -> OnJudgeFailure.DEGRADE;
      case "fail" -> OnJudgeFailure.FAIL;
      default -> throw fusion.refusal("on_judge_failure", "must be 'degrade' or 'fail'");
    };
  }

  /** {@code mode}. */
  public static @Nullable Mode mode(Fields fusion) {
    String wish = fusion.text("mode", MAX_NAME);
    return switch (wish) {
      case null -> null;
      case "synthesis" -> Mode.SYNTHESIS;
      case "analysis" -> Mode.ANALYSIS;
      case "best_of" -> Mode.BEST_OF;
      default -> throw fusion.refusal("mode", "must be 'synthesis', 'analysis' or 'best_of'");
    };
  }

  /**
   * {@code include}; null when it is absent.
   *
   * @param hasItem whether {@value #ITEM} may stand in it
   */
  public static RunPlan.@Nullable Shown include(Fields fusion, boolean hasItem) {
    List<String> wanted = fusion.texts("include", MAX_PANEL, MAX_NAME);
    List<String> known =
        hasItem ? List.of("panel", "analysis", ITEM) : List.of("panel", "analysis");
    for (int i = 0; i < wanted.size(); i++) {
      if (!known.contains(wanted.get(i))) {
        throw fusion.refusal("include[" + i + "]", "must be one of " + known);
      }
    }
    return fusion.has("include")
        ? new RunPlan.Shown(wanted.contains("panel"), wanted.contains("analysis"))
        : null;
  }

  /** {@code max_cost_usd}, a number or a decimal text. */
  public static @Nullable BigDecimal maxCost(Fields fusion) {
    return fusion.decimalOrText("max_cost_usd", BigDecimal.ZERO, MOST_USD);
  }
}
