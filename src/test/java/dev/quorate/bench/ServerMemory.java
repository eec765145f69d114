package dev.quorate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's process holds, in MiB.
 *
 * @param resident 0 where the system does not say
 * @param heapUsed after a full collection; 0 where the JDK's jcmd is absent
 */
record ServerMemory(long resident, long heapUsed) {
  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

  static ServerMemory of(long pid) throws IOException {
    jcmd(pid, "GC.run");
    return new ServerMemory(resident(pid), used(jcmd(pid, "GC.heap_info")));
  }

  private static long resident(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static long used(String heap) {
    Matcher used = USED.matcher(heap);
    return used.find() ? Long.parseLong(used.group(1)) / 1024 : 0;
  }

  private static String jcmd(long pid, String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return "";
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
