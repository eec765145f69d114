package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Liberty's {@code server.env}, which its own start script would read: the passwords of the key
 * files that Liberty made for that server stand there.
 */
final class ServerEnv {
  private ServerEnv() {}

  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> variables = new HashMap<>();
    if (!Files.exists(file)) {
      return variables;
    }
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        variables.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return variables;
  }
}
