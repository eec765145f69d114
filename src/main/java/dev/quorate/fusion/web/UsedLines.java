package dev.quorate.fusion.web;

import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallReport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The lines behind a text that was of use: the call it came from, and what that call was told, that
 * is the member's steps before it and the web calls they asked for.
 */
public final class UsedLines {
  private UsedLines() {}

  /** Of one report, whose text was used; none where the text is an earlier run's. */
  public static Set<UUID> of(CallReport report) {
    if (report.lines().isEmpty()) {
      return Set.of();
    }
    Set<UUID> used = well(report.lines());
    used.add(report.last().callId());
    return used;
  }

  /** Of several reports of one member, the last of which was used. */
  public static Set<UUID> of(List<CallReport> reports) {
    Set<UUID> used = new HashSet<>(of(reports.getLast()));
    // An earlier report's last call gave nothing; what it was told was told again.
    reports.subList(0, reports.size() - 1).stream()
        .map(CallReport::lines)
        .filter(lines -> !lines.isEmpty())
        .forEach(lines -> used.addAll(well(lines.subList(0, lines.size() - 1))));
    return used;
  }

  private static Set<UUID> well(List<SettledCall> lines) {
    Set<UUID> well = new HashSet<>();
    lines.stream()
        .filter(line -> line.ending().outcome() == CallOutcome.OK)
        .forEach(line -> well.add(line.callId()));
    return well;
  }
}
