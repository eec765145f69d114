package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liberty's JSON log, looked at for the one question why a start failed. */
final class ServerLog {
  private static final int MOST_REASONS = 3;
  private static final int LONGEST_REASON = 600;
  private static final Pattern LEVEL = Pattern.compile("\"loglevel\":\"(ERROR|SEVERE|FATAL)\"");

  /** Possessive, so that a message with a long stack trace does not become a deep recursion. */
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  private static final Pattern REFUSAL = Pattern.compile("Quorate refuses to start: [^\"\\\\]*");

  /** The application did not start, or the port could not be had. */
  private static final Pattern HOPELESS =
      Pattern.compile(
          "\"ibm_messageId\":\"(CWWKZ0002E|CWWKZ0003E|CWWKZ0004E|CWWKZ0013E|CWWKO0221E)\"");

  private final Path file;

  private ServerLog(Path file) {
    this.file = file;
  }

  static ServerLog in(Settings settings) {
    return new ServerLog(settings.dataDirectory().resolve("log").resolve("messages.log"));
  }

  Path file() {
    return file;
  }

  /** Liberty appends; this start must not be judged by the last one's errors. */
  void clear() throws IOException {
    if (Files.exists(file)) {
      Files.move(
          file, file.resolveSibling("messages.previous.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** True once the log says that this start cannot succeed. */
  boolean saysHopeless() {
    return lines().stream().anyMatch(line -> HOPELESS.matcher(line).find());
  }

  /** Our own refusal if there is one, else the first errors. */
  List<String> reasons() {
    List<String> errors = new ArrayList<>();
    for (String line : lines()) {
      Matcher refusal = REFUSAL.matcher(line);
      if (refusal.find()) {
        return List.of(refusal.group());
      }
      Matcher message = MESSAGE.matcher(line);
      if (errors.size() < MOST_REASONS && LEVEL.matcher(line).find() && message.find()) {
        errors.add(
            shortened(
                message.group(1).replace("\\n", "\n").replace("\\/", "/").replace("\\\"", "\"")));
      }
    }
    return errors;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of("{\"loglevel\":\"ERROR\",\"message\":\"The log cannot be read.\"}");
    }
  }
}
