package dev.quorate.fusion;

import dev.quorate.fusion.RunOutcome.Status;
import dev.quorate.fusion.analysis.Analysis;
import dev.quorate.fusion.web.UsedLines;
import dev.quorate.upstream.CallReport;
import dev.quorate.websearch.WebSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The panel and the judge of a turn when they are done.
 *
 * @param run null where the panel was not asked
 * @param analysed null where the judge was not asked: nothing usable had come
 * @param took from the first send to the panel's end
 * @param judging from there to the judge's end
 */
record TurnPanel(
    @Nullable FusionRun run, Judge.@Nullable Analysed analysed, Duration took, Duration judging) {
  static final TurnPanel NONE = new TurnPanel(null, null, Duration.ZERO, Duration.ZERO);

  List<PanelAnswer> answers() {
    return run == null ? List.of() : run.panel().answers();
  }

  List<PanelAnswer.Usable> usable() {
    return run == null ? List.of() : run.usable();
  }

  List<WebSource> sources() {
    return run == null ? List.of() : run.sources().all();
  }

  PanelAnswer.Usable standIn() {
    if (run == null) {
      throw new IllegalStateException("no panel was asked");
    }
    return run.standIn();
  }

  List<CallReport> judge() {
    return analysed == null ? List.of() : analysed.work().judge();
  }

  @Nullable Analysis analysis() {
    return analysed == null ? null : analysed.analysis();
  }

  /** Of a turn whose outer model then wrote. */
  Status status() {
    if (run == null || analysis() == null) {
      return Status.DEGRADED;
    }
    return run.panelStatus();
  }

  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (run != null) {
      reasons.addAll(usable().isEmpty() ? run.reasons("all_panels_failed") : run.panelReasons());
    }
    if (analysed != null) {
      reasons.addAll(analysed.reasons());
    }
    return reasons;
  }

  /** The lines whose text the outer model was given. */
  Set<UUID> usedLines() {
    Set<UUID> used = new HashSet<>();
    usable().forEach(answer -> used.addAll(UsedLines.of(answer.report())));
    if (analysis() != null) {
      used.addAll(UsedLines.of(judge()));
    }
    return used;
  }
}
