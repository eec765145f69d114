package dev.quorate.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects a run's figures and writes them as Markdown, to the console and to {@code target/}. */
final class BenchReport {
  private static final Path FILE = Path.of("target", "bench", "performance.md");

  private final List<String> facts = new ArrayList<>();
  private final List<String> pairs = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();

  void machine(Instant now, DiskProbe disk) throws IOException {
    facts.add(
        "Date: "
            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .format(now.atZone(ZoneOffset.UTC)));
    facts.add(
        "Machine: %s, %d processors, %s MiB of memory, %s %s; load client, provider, server and PostgreSQL share it"
            .formatted(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name"),
                System.getProperty("os.version")));
    facts.add("Java " + System.getProperty("java.runtime.version"));
    facts.add("fsync of 8 KiB: p50 %s ms, p99 %s ms".formatted(ms(disk.p50()), ms(disk.p99())));
  }

  void warm(int seconds) {
    facts.add("Warm-up: " + seconds + " s");
  }

  void memory(String when, ServerMemory memory) {
    facts.add(
        "Server memory %s: %d MiB resident, %d MiB of heap in use after a collection"
            .formatted(when, memory.resident(), memory.heapUsed()));
  }

  void added(String what, List<Duration> runs) {
    marks.add(
        "| added to %s, c = 1, p50 | %s ms | %s |".formatted(what, ms(median(runs)), list(runs)));
  }

  void fusion(List<Duration> walls, List<Duration> floors) {
    List<Duration> over = new ArrayList<>();
    for (int i = 0; i < walls.size(); i++) {
      over.add(walls.get(i).minus(floors.get(i)));
    }
    marks.add(
        "| fusion of three and a judge, c = 1, p50 | %s ms | %s |"
            .formatted(ms(median(walls)), list(walls)));
    marks.add(
        "| its floor, max(panel) + judge called directly, p50 | %s ms | %s |"
            .formatted(ms(median(floors)), list(floors)));
    marks.add("| fusion over its floor | %s ms | %s |".formatted(ms(median(over)), list(over)));
  }

  void fusionUnderLoad(int connections, LoadFigures figures) {
    marks.add(
        "| fusion, c = %d: %d a second, p99 %s ms, %d failures | %s ms | |"
            .formatted(
                connections,
                figures.perSecond(),
                ms(figures.p99()),
                figures.failures(),
                ms(figures.p50())));
  }

  /** The runs stand in pairs: straight from the provider, and through the gateway. */
  void tokens(int streams, int perSecond, List<LoadFigures> direct, List<LoadFigures> through) {
    List<Duration> median = new ArrayList<>();
    List<Duration> slowest = new ArrayList<>();
    int broken = 0;
    for (int i = 0; i < direct.size(); i++) {
      median.add(through.get(i).p50().minus(direct.get(i).p50()));
      slowest.add(through.get(i).p99().minus(direct.get(i).p99()));
      broken += through.get(i).failures();
    }
    String what = "a token of %d streams with %d a second each".formatted(streams, perSecond);
    marks.add(
        "| added to %s, p50 | %s ms | %s |".formatted(what, ms(median(median)), list(median)));
    marks.add(
        "| added to %s, p99, %d streams broken | %s ms | %s |"
            .formatted(what, broken, ms(median(slowest)), list(slowest)));
  }

  void pair(String provider, int connections, LoadFigures direct, LoadFigures through) {
    pairs.add(
        "| %s | %d | %d | %s | %s | %d | %s | %s | %d |"
            .formatted(
                provider,
                connections,
                direct.perSecond(),
                ms(direct.p50()),
                ms(direct.p99()),
                through.perSecond(),
                ms(through.p50()),
                ms(through.p99()),
                through.failures()));
  }

  void write() throws IOException {
    StringBuilder page = new StringBuilder();
    facts.forEach(fact -> page.append("- ").append(fact).append('\n'));
    page.append("\n| mark | median | runs (ms) |\n|---|---|---|\n");
    marks.forEach(mark -> page.append(mark).append('\n'));
    page.append(
        """

        | provider | c | direct rps | p50 ms | p99 ms | through rps | p50 ms | p99 ms | failures |
        |---|---|---|---|---|---|---|---|---|
        """);
    pairs.forEach(pair -> page.append(pair).append('\n'));
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, page);
    System.out.println("\n" + page + "\nWritten to " + FILE);
  }

  static Duration median(List<Duration> runs) {
    return runs.stream().sorted().skip(runs.size() / 2).findFirst().orElse(Duration.ZERO);
  }

  private static String list(List<Duration> runs) {
    return String.join(", ", runs.stream().map(BenchReport::ms).toList());
  }

  private static String ms(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 6)
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String memory() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? String.valueOf(system.getTotalMemorySize() / (1024 * 1024))
        : "unknown";
  }
}
